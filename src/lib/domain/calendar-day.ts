/** When the building serves: its weekly hours, their breaks, and the days that differ. */
import { daysAfter, localDay, timeOf, type LocalDay } from './calendar.ts';
import type { Words } from './metrics.ts';

/** From and to, `08:00` to `16:00`, on the building's clock; `24:00` is the day's end. */
export type Hours = readonly [string, string];

/** Hours by weekday, 1 Monday to 7 Sunday; none: closed. Two spans leave a break between them. */
export type WeeklyHours = Readonly<Record<string, readonly Hours[]>>;

/**
 * How sure a date is: set by decree; calculated by its religion's calendar, where the sighting of
 * the moon may shift it by a day; or only expected, and then it changes no hours until someone
 * confirms it.
 */
export type Sureness = 'decree' | 'calculated' | 'unconfirmed';

/** Days on which other hours hold: a holiday, or the weeks of Ramadan. */
export interface CalendarException {
	/** First and last day, `2026-12-25`, both inclusive. */
	from: string;
	to: string;
	name: Words;
	/** Absent: closed. */
	weekly?: WeeklyHours | undefined;
	/** A public holiday, civil servants' joint leave (cuti bersama), the fasting month; absent: of the building's own. */
	kind?: 'holiday' | 'joint-leave' | 'ramadan' | undefined;
	/** Absent: sure. */
	sure?: Sureness | undefined;
	/** The decree's number, or how the date was calculated. */
	source?: string | undefined;
}

export interface ServiceCalendar {
	weekly: WeeklyHours;
	/** Of two that name the same day the later in the list holds; one that is unconfirmed does not. */
	exceptions: readonly CalendarException[];
}

/** Half-open, epoch ms UTC. */
export interface ServiceSpan {
	from: number;
	to: number;
}

export type ServiceState =
	| {
			state: 'open';
			/** The end of the day's last span: a break on the way is not the end. */
			until: number;
	  }
	| { state: 'break'; until: number }
	| {
			state: 'closed';
			/** null: nothing is announced within a year. */
			opensAt: number | null;
			/** What keeps it closed today, where it has a name. */
			why: Words | null;
	  };

const LOOK_AHEAD_DAYS = 366;

export class ServiceClock {
	readonly timeZone: string;
	#calendar: ServiceCalendar;
	/** The days asked for lately, by date. */
	#days = new Map<string, readonly ServiceSpan[]>();
	#today: LocalDay | null = null;

	/** @param timeZone IANA name of the building's zone. */
	constructor(calendar: ServiceCalendar, timeZone: string) {
		this.#calendar = calendar;
		this.timeZone = timeZone;
	}

	/** The building's day at an instant. */
	dayOf(at: number): LocalDay {
		if (this.#today === null || at < this.#today.from || at >= this.#today.to) {
			this.#today = localDay(at, this.timeZone);
		}
		return this.#today;
	}

	/** The spans of service of a day, in order; none on a closed one. */
	spansOf(day: LocalDay): readonly ServiceSpan[] {
		const known = this.#days.get(day.date);
		if (known !== undefined) return known;
		const exception = this.#exception(day);
		const weekly = exception === undefined ? undefined : (exception.weekly ?? {});
		const hours = (weekly ?? this.#calendar.weekly)[day.weekday] ?? [];
		const spans = hours.map(([from, to]) => ({
			from: timeOf(day, from, this.timeZone),
			to: timeOf(day, to, this.timeZone)
		}));
		if (this.#days.size > LOOK_AHEAD_DAYS) this.#days.clear();
		this.#days.set(day.date, spans);
		return spans;
	}

	/** Everything that names a day, in the list's order, what is unconfirmed too. */
	namesOf({ date }: Pick<LocalDay, 'date'>): readonly CalendarException[] {
		return this.#calendar.exceptions.filter(({ from, to }) => from <= date && date <= to);
	}

	#exception(day: LocalDay): CalendarException | undefined {
		return this.namesOf(day).findLast(({ sure }) => sure !== 'unconfirmed');
	}

	/** Whether the building serves at an instant, and until or from when. */
	stateAt(at: number): ServiceState {
		const today = this.dayOf(at);
		const spans = this.spansOf(today);
		const end = spans.at(-1)?.to ?? -Infinity;
		if (spans.some(({ from, to }) => from <= at && at < to)) return { state: 'open', until: end };
		const next = spans.find(({ from }) => at < from);
		const begun = (spans[0]?.from ?? Infinity) <= at;
		if (next !== undefined && begun) return { state: 'break', until: next.from };
		return {
			state: 'closed',
			opensAt: next?.from ?? this.#nextOpening(today),
			why: spans.length === 0 ? (this.#exception(today)?.name ?? null) : null
		};
	}

	#nextOpening(today: LocalDay): number | null {
		for (let n = 1; n <= LOOK_AHEAD_DAYS; n++) {
			const [first] = this.spansOf(daysAfter(today, n, this.timeZone));
			if (first !== undefined) return first.from;
		}
		return null;
	}

	/** How much of a time was service, ms; breaks and closed hours do not count. */
	serviceTime(from: number, to: number): number {
		let sum = 0;
		for (let day = this.dayOf(from); day.from < to; day = localDay(day.to, this.timeZone)) {
			for (const span of this.spansOf(day)) {
				sum += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
			}
		}
		return sum;
	}
}
