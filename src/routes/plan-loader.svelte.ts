/** The levels as they are drawn, fetched once while the page is already read. */
import type { Level } from '#floorplan/building.ts';

export const PLAN_ADDRESS = '/api/plan';
const AGAIN_MS = 5_000;

export class PlanLoader {
	#fetch: typeof fetch;
	#levels = $state.raw<readonly Level[] | null>(null);
	#failed = $state(false);
	#ask: (() => void) | null = null;

	constructor(fetching: typeof fetch) {
		this.#fetch = fetching;
	}

	/** Always the same array once it is there; null: not yet. */
	get levels(): readonly Level[] | null {
		return this.#levels;
	}

	/** The last attempt failed, and another will be made. */
	get failed(): boolean {
		return this.#failed;
	}

	/** Asks for a plan that has changed; the one that is there stays until then. */
	again(): void {
		this.#ask?.();
	}

	/** Asks until it is told, or until the returned function is called. */
	start(): () => void {
		const ending = new AbortController();
		let timer: ReturnType<typeof setTimeout>;
		const ask = async () => {
			try {
				const response = await this.#fetch(PLAN_ADDRESS, { signal: ending.signal });
				if (!response.ok) throw new Error(`answered ${response.status}`);
				this.#levels = (await response.json()) as Level[];
				this.#failed = false;
			} catch {
				if (ending.signal.aborted) return;
				this.#failed = true;
				timer = setTimeout(ask, AGAIN_MS);
			}
		};
		this.#ask = () => {
			clearTimeout(timer);
			void ask();
		};
		this.#ask();
		return () => {
			this.#ask = null;
			ending.abort();
			clearTimeout(timer);
		};
	}
}
