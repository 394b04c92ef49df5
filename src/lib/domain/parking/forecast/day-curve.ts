/** One day of a car park on a grid of slots, as shares of its capacity. */
import { moved, type LocalTime } from './local-time.ts';

export class DayCurve {
	readonly day: number;
	readonly kinds: readonly string[];
	readonly hours: LocalTime['hours'];
	readonly #slotMinutes: number;
	#values: (number | undefined)[] = [];
	#peak = 0;

	constructor({ day, kinds, hours }: LocalTime, slotMinutes: number) {
		this.day = day;
		this.kinds = kinds;
		this.hours = hours;
		this.#slotMinutes = slotMinutes;
	}

	/** The last value of a slot stands. */
	set(slot: number, share: number): void {
		this.#values[slot] = share;
		this.#peak = Math.max(this.#peak, share);
	}

	/** The greatest share of the day so far. */
	get peak(): number {
		return this.#peak;
	}

	/** The share in a slot; a single missing slot is bridged, a longer gap is null. */
	at(slot: number): number | null {
		const own = this.#values[slot];
		if (own !== undefined) return own;
		const [before, after] = [this.#values[slot - 1], this.#values[slot + 1]];
		return before === undefined || after === undefined ? null : (before + after) / 2;
	}

	/** The share at the moment that corresponds to a slot of another day. */
	atSlotOf(other: DayCurve, slot: number): number | null {
		const minute = slot * this.#slotMinutes;
		const own = moved(minute, other.hours, this.hours);
		if (own === minute) return this.at(slot);
		const place = own / this.#slotMinutes;
		const [before, after] = [this.at(Math.floor(place)), this.at(Math.ceil(place))];
		if (before === null || after === null) return before ?? after;
		return before + (after - before) * (place - Math.floor(place));
	}
}

/** The slot an instant belongs to: the nearest, a tie to the even one. */
export function slotOf(minute: number, slotMinutes: number): number {
	const place = minute / slotMinutes;
	const below = Math.floor(place);
	if (place - below !== 0.5) return Math.round(place);
	return below % 2 === 0 ? below : below + 1;
}
