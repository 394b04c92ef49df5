/** The report in the browser: asked for every fifteen seconds, and at once when a person has changed something. */
import type { OccupancyReport } from '#lib/live/occupancy-report.ts';

const EVERY_MS = 15_000;
const GIVE_UP_MS = 10_000;

export class ReportFeed {
	#fetch: typeof fetch;
	#report = $state.raw<OccupancyReport | null>(null);
	#failed = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asking: AbortController | null = null;

	/** @param first as the page came with; null: the past could not be read. */
	constructor(fetching: typeof fetch, first: OccupancyReport | null) {
		this.#fetch = fetching;
		this.#report = first;
		this.#failed = first === null;
	}

	get report(): OccupancyReport | null {
		return this.#report;
	}

	/** The last question was not answered: the report is an older one. */
	get failed(): boolean {
		return this.#failed;
	}

	/** What the server told with the page, where it is newer. */
	take(report: OccupancyReport | null): void {
		if (report !== null && report.at >= (this.#report?.at ?? 0)) this.#report = report;
	}

	/** Asks until the returned function is called. */
	start(): () => void {
		this.#timer = setTimeout(() => void this.ask(), EVERY_MS);
		return () => {
			clearTimeout(this.#timer);
			this.#asking?.abort();
		};
	}

	/** Asks now, in place of the next time. */
	async ask(): Promise<void> {
		clearTimeout(this.#timer);
		this.#asking?.abort();
		const asking = new AbortController();
		this.#asking = asking;
		const giveUp = setTimeout(() => asking.abort(), GIVE_UP_MS);
		try {
			const response = await this.#fetch('/api/occupancy', { signal: asking.signal });
			if (!response.ok) throw new Error(`answered ${response.status}`);
			this.#report = (await response.json()) as OccupancyReport;
			this.#failed = false;
		} catch {
			if (this.#asking !== asking) return;
			this.#failed = true;
		} finally {
			clearTimeout(giveUp);
		}
		this.#timer = setTimeout(() => void this.ask(), EVERY_MS);
	}
}
