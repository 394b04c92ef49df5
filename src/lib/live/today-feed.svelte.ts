/** Today's past in the browser: asked for at once, again every minute, and kept while it fails. */
import type { Today } from './today.ts';

const EVERY_MS = 60_000;
/** After a failure sooner, and while the past is not whole: it may just have come. */
const AGAIN_MS = 5_000;
/** What came with the page may be minutes old; the page is read and drawn first. */
const SOON_MS = 3_000;

export class TodayFeed {
	#fetch: typeof fetch;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asking: AbortController | null = null;
	#today = $state.raw<Today | null>(null);
	#failed = $state(false);

	/** @param first as the server told it with the page; null: it has not yet. */
	constructor(fetching: typeof fetch, first: Today | null = null) {
		this.#fetch = fetching;
		this.#today = first;
	}

	/** null until it has been told. */
	get today(): Today | null {
		return this.#today;
	}

	/** True while the past cannot be told; `today` is then what it last was. */
	get failed(): boolean {
		return this.#failed;
	}

	/** Asks until the returned function is called. */
	start(): () => void {
		if (this.#today === null) void this.ask();
		else this.#askIn(SOON_MS);
		return () => {
			clearTimeout(this.#timer);
			this.#asking?.abort();
		};
	}

	/** The past is still being filled in: it will soon have more to tell. */
	#filling(): boolean {
		const today = this.#today;
		if (today === null) return true;
		return today.counts.length === 0 || today.counts.some(({ since }) => since > today.from);
	}

	/** Asks now, in place of the next time. */
	async ask(): Promise<void> {
		clearTimeout(this.#timer);
		this.#asking?.abort();
		const asking = new AbortController();
		this.#asking = asking;
		try {
			const response = await this.#fetch('/api/today', { signal: asking.signal });
			if (!response.ok) throw new Error(`answered ${response.status}`);
			this.#today = (await response.json()) as Today;
			this.#failed = false;
		} catch {
			if (asking.signal.aborted) return;
			this.#failed = true;
		}
		this.#askIn(this.#failed || this.#filling() ? AGAIN_MS : EVERY_MS);
	}

	#askIn(ms: number): void {
		this.#timer = setTimeout(() => void this.ask(), ms);
	}
}
