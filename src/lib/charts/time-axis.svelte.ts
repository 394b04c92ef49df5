/** The time that charts of a page share: what of it is shown, and where the crosshair stands. */
import { moved, zoomed } from '#lib/domain/explore/spans.ts';
import type { Span } from '#lib/domain/rollups/intervals.ts';

/** After so long without a movement the reader has arrived, ms. */
const REST_MS = 200;

export class TimeAxis {
	#span = $state.raw<Span>({ from: 0, to: 1 });
	#at = $state<number | null>(null);
	#moving = $state(false);
	#held = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#latest: () => number;
	#onrest: (span: Span) => void;

	/**
	 * @param latest epoch ms UTC beyond which there is nothing to be seen
	 * @param onrest called with the span a movement has come to rest at
	 */
	constructor(span: Span, latest: () => number, onrest: (span: Span) => void) {
		this.#span = span;
		this.#latest = latest;
		this.#onrest = onrest;
	}

	get span(): Span {
		return this.#span;
	}

	/** Where the crosshair stands, epoch ms UTC; null: nowhere. */
	get at(): number | null {
		return this.#at;
	}

	/** From the first movement until what it came to rest at is shown. */
	get moving(): boolean {
		return this.#moving;
	}

	point(at: number | null): void {
		this.#at = at;
	}

	/** Shows a span from outside; what the reader moves meanwhile goes before. */
	show(span: Span): void {
		if (this.#held || this.#timer !== undefined) return;
		this.#moving = false;
		if (span.from === this.#span.from && span.to === this.#span.to) return;
		this.#span = span;
	}

	pan(ms: number): void {
		this.#move(moved(this.#span, ms, this.#latest()));
	}

	/** @param factor above 1: a longer span. @param at stays where it is. */
	zoom(factor: number, at: number = this.#at ?? (this.#span.from + this.#span.to) / 2): void {
		this.#move(zoomed(this.#span, factor, at, this.#latest()));
	}

	/** A finger or button is down: nothing comes to rest before it is released. */
	hold(): void {
		this.#held = true;
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	release(): void {
		this.#held = false;
		if (this.#moving) this.#rest();
	}

	/** No timer goes on when the charts are gone. */
	stop(): void {
		clearTimeout(this.#timer);
	}

	#move(span: Span): void {
		this.#span = span;
		this.#moving = true;
		if (this.#held) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#rest(), REST_MS);
	}

	#rest(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#onrest(this.#span);
	}
}
