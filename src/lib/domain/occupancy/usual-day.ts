/** What each door usually counts at each time of a day, learned from the days that were busy. */
import type { LocalDay } from '../calendar.ts';
import type { CountLine } from './count-line.ts';

/** ms; finer, and a quiet door's usual would be chance. */
const SLOT_MS = 30 * 60_000;
/** Two hours past midnight belong to the day before, and a day may have 25 hours. */
const SLOTS = 58;
/** Memory, days. */
const REMEMBERED = 15;
/** Memory of how busy a weekday is, weeks; at first it is taken to be as busy as any. */
const REMEMBERED_WEEKS = 6;
const WEEKDAY_PRIOR = 0.3;
/** A day below this share of the usual total is a holiday and teaches nothing of busy ones. */
const BUSY = 0.3;
/** Fewer days tell nothing. */
const ENOUGH_DAYS = 5;

export interface InOut {
	in: number;
	out: number;
}

interface Slots {
	in: Float64Array;
	out: Float64Array;
	days: number;
}

export class UsualDay {
	readonly #doors = new Map<string, Slots>();
	/** Of all days by weekday, how busy they are against the busy ones. */
	readonly #weekdays = new Map<number, { share: number; days: number }>();
	#total = 0;
	#days = 0;

	/** Doors of which enough days are known. */
	doors(): string[] {
		return [...this.#doors].filter(([, { days }]) => days >= ENOUGH_DAYS).map(([door]) => door);
	}

	/** Expected of a door between two times of a day, epoch ms UTC; zeros where unknown. */
	between(door: string, from: number, to: number, day: LocalDay): InOut {
		const sum = this.#ofBusyDay(door, from - day.from, to - day.from);
		const share = this.#weekdays.get(day.weekday)?.share ?? 1;
		return { in: sum.in * share, out: sum.out * share };
	}

	#ofBusyDay(door: string, from: number, to: number): InOut {
		const slots = this.#doors.get(door);
		const sum = { in: 0, out: 0 };
		if (slots === undefined || slots.days < ENOUGH_DAYS) return sum;
		const last = Math.min(SLOTS - 1, Math.floor(to / SLOT_MS));
		for (let slot = Math.max(0, Math.floor(from / SLOT_MS)); slot <= last; slot++) {
			const begin = Math.max(from, slot * SLOT_MS);
			const share = Math.max(0, Math.min(to, (slot + 1) * SLOT_MS) - begin) / SLOT_MS;
			sum.in += share * (slots.in[slot] ?? 0);
			sum.out += share * (slots.out[slot] ?? 0);
		}
		return sum;
	}

	/**
	 * @param lines of a closed day
	 * @param unsound doors whose counts of the day are not to be trusted
	 */
	learn(lines: readonly CountLine[], day: LocalDay, unsound: ReadonlySet<string>): void {
		const total = lines.reduce((sum, line) => sum + line.in + line.out, 0);
		const busy = total > 0 && total >= BUSY * this.#total;
		this.#learnWeekday(day.weekday, total);
		const weight = 1 / Math.min(REMEMBERED, this.#days + 1);
		this.#total += (total - this.#total) * (busy ? weight : weight / REMEMBERED);
		if (!busy) return;
		this.#days += 1;
		const counted = new Map<string, Slots>();
		for (const door of new Set(lines.map((line) => line.door))) counted.set(door, empty());
		for (const line of lines) {
			// A line ends its interval.
			const slot = Math.min(SLOTS - 1, Math.max(0, Math.ceil((line.at - day.from) / SLOT_MS) - 1));
			const own = counted.get(line.door);
			if (own === undefined) continue;
			own.in[slot] = (own.in[slot] ?? 0) + line.in;
			own.out[slot] = (own.out[slot] ?? 0) + line.out;
		}
		for (const [door, today] of counted) {
			if (!unsound.has(door)) this.#take(door, today);
		}
	}

	#learnWeekday(weekday: number, total: number): void {
		if (this.#total === 0) return;
		const known = this.#weekdays.get(weekday) ?? { share: 1, days: 0 };
		known.days += 1;
		const weight = 1 / Math.min(REMEMBERED_WEEKS, known.days + WEEKDAY_PRIOR);
		known.share += (Math.min(2, total / this.#total) - known.share) * weight;
		this.#weekdays.set(weekday, known);
	}

	#take(door: string, today: Slots): void {
		const known = this.#doors.get(door) ?? empty();
		known.days += 1;
		const weight = 1 / Math.min(REMEMBERED, known.days);
		for (let slot = 0; slot < SLOTS; slot++) {
			for (const way of ['in', 'out'] as const) {
				const before = known[way][slot] ?? 0;
				known[way][slot] = before + ((today[way][slot] ?? 0) - before) * weight;
			}
		}
		this.#doors.set(door, known);
	}
}

function empty(): Slots {
	return { in: new Float64Array(SLOTS), out: new Float64Array(SLOTS), days: 0 };
}
