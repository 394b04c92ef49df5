/** Instants and days from written times: RFC 3339 with its offset, local times by the building's zone, never by the process's. */

const DAY_MS = 86_400_000;

/** Nanoseconds, a comma, a blank for the T and an offset without its colon all occur in the field. */
const WRITTEN =
	/^([12]\d{3})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?(?: ?([Zz]|[+-]\d\d(?::?\d\d)?))?$/;

interface Written {
	/** The wall clock's reading as if it were UTC, epoch ms. */
	wallMs: number;
	/** Minutes east of UTC; null where none is written. */
	offsetMin: number | null;
}

/**
 * An instant written with `Z` or an offset, epoch ms UTC. Digits beyond the millisecond are
 * cut off, a leap second is the first of the next minute.
 * @returns null for anything else, a local time without an offset among it.
 */
export function parseInstant(text: string): number | null {
	const written = read(text);
	return written === null || written.offsetMin === null
		? null
		: written.wallMs - written.offsetMin * 60_000;
}

/**
 * A written time, epoch ms UTC: by its own offset, else as local time of `timeZone`.
 * @returns null where it is no time, or the zone is unknown.
 */
export function parseTime(text: string, timeZone: string): number | null {
	return parseInstant(text) ?? zonedToUtc(text, timeZone);
}

/**
 * The instant at which clocks of `timeZone` (an IANA name) show `localIso`
 * (`2026-11-24T10:42:07`, without an offset), epoch ms UTC. An hour that occurs twice means
 * the first; one that is skipped is read by the offset before the jump, so that it falls after.
 * @returns null where it is no local time, or the zone is unknown.
 */
export function zonedToUtc(localIso: string, timeZone: string): number | null {
	const written = read(localIso);
	if (written === null || written.offsetMin !== null) return null;
	const { wallMs } = written;
	// No zone is a day from UTC and none jumps twice in two days: one offset before, one after.
	const before = offsetAt(wallMs - DAY_MS, timeZone);
	const after = offsetAt(wallMs + DAY_MS, timeZone);
	if (before === null || after === null) return null;
	const early = wallMs - before;
	if (before === after || offsetAt(early, timeZone) === before) return early;
	const late = wallMs - after;
	return offsetAt(late, timeZone) === after ? late : early;
}

/** A day of a zone's calendar: 23 to 25 hours long. */
export interface LocalDay {
	/** `2026-11-24` */
	date: string;
	/** 1 Monday to 7 Sunday, as ISO 8601 counts them. */
	weekday: number;
	/** Its first instant, epoch ms UTC. */
	from: number;
	/** The next day's first instant. */
	to: number;
}

/**
 * The day that clocks of `timeZone` (an IANA name) show at an instant, epoch ms UTC.
 * @throws {RangeError} the zone is unknown
 */
export function localDay(at: number, timeZone: string): LocalDay {
	const offset = offsetAt(at, timeZone);
	if (offset === null) throw new RangeError(`${timeZone} is no time zone`);
	const midnight = Math.floor((at + offset) / DAY_MS) * DAY_MS;
	return {
		date: isoDate(midnight),
		weekday: ((new Date(midnight).getUTCDay() + 6) % 7) + 1,
		from: startOf(midnight, timeZone),
		to: startOf(midnight + DAY_MS, timeZone)
	};
}

/**
 * The day so many days after another, or before it where negative.
 * @throws {RangeError} the zone is unknown
 */
export function daysAfter(
	{ date }: Pick<LocalDay, 'date'>,
	days: number,
	timeZone: string
): LocalDay {
	const midnight = Date.parse(date) + days * DAY_MS;
	return localDay(startOf(midnight, timeZone), timeZone);
}

/** Some days of a zone's calendar in a row. */
export type LocalSpan = Pick<LocalDay, 'date' | 'from' | 'to'>;

/**
 * The week, from Monday on, that a day lies in.
 * @throws {RangeError} the zone is unknown
 */
export function weekOf(day: Pick<LocalDay, 'date' | 'weekday'>, timeZone: string): LocalSpan {
	const monday = daysAfter(day, 1 - day.weekday, timeZone);
	return { ...monday, to: daysAfter(monday, 7, timeZone).from };
}

/**
 * The month that a day lies in.
 * @throws {RangeError} the zone is unknown
 */
export function monthOf({ date }: Pick<LocalDay, 'date'>, timeZone: string): LocalSpan {
	const first = `${date.slice(0, 7)}-01`;
	// 31 days on from the first is always in the next month.
	const next = isoDate(Date.parse(first) + 31 * DAY_MS).slice(0, 7);
	return {
		date: first,
		from: startOf(Date.parse(first), timeZone),
		to: startOf(Date.parse(`${next}-01`), timeZone)
	};
}

/**
 * Every day of which a part lies in a half-open span of epoch ms, in order.
 * @throws {RangeError} the zone is unknown
 */
export function daysOf({ from, to }: { from: number; to: number }, timeZone: string): LocalDay[] {
	const days: LocalDay[] = [];
	if (!(from < to)) return days;
	for (let day = localDay(from, timeZone); day.from < to; day = localDay(day.to, timeZone)) {
		days.push(day);
	}
	return days;
}

/** The instant of a time of a day, `08:00`, epoch ms UTC; `24:00` is its end. */
export function timeOf(day: LocalDay, clock: string, timeZone: string): number {
	return clock === '24:00' ? day.to : (zonedToUtc(`${day.date}T${clock}`, timeZone) ?? day.from);
}

/** @param midnight of the date as if it were UTC, epoch ms. */
function startOf(midnight: number, timeZone: string): number {
	return zonedToUtc(`${isoDate(midnight)}T00:00`, timeZone) ?? midnight;
}

function isoDate(midnight: number): string {
	return new Date(midnight).toISOString().slice(0, 10);
}

function read(text: string): Written | null {
	const parts = WRITTEN.exec(text);
	if (parts === null) return null;
	const part = (index: number): number => Number(parts[index] ?? 0);
	const [year, month, day] = [part(1), part(2), part(3)];
	const [hour, minute, second] = [part(4), part(5), part(6)];
	const date = new Date(Date.UTC(year, month - 1, day));
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
	if (hour > 23 || minute > 59 || second > 60) return null;
	const ms = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
	const wallMs = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000 + ms;
	const offsetMin = parts[8] === undefined ? null : readOffset(parts[8]);
	return Number.isNaN(offsetMin) ? null : { wallMs, offsetMin };
}

/** Minutes east; NaN where no clock can show it. */
function readOffset(written: string): number {
	if (written === 'Z' || written === 'z') return 0;
	const hours = Number(written.slice(1, 3));
	const minutes = Number(written.slice(3).replace(':', ''));
	if (hours > 23 || minutes > 59) return NaN;
	return (written.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

const clocks = new Map<string, Intl.DateTimeFormat | null>();
const MAX_ZONES = 1_000;

/** The zone's offset at an instant, ms east of UTC; null where the zone is unknown. */
function offsetAt(at: number, timeZone: string): number | null {
	const clock = clockOf(timeZone);
	if (clock === null) return null;
	const shown: Record<string, number> = {};
	for (const { type, value } of clock.formatToParts(at)) shown[type] = Number(value);
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
	const wall = Date.UTC(year, month - 1, day, hour, minute, second);
	return wall - Math.floor(at / 1_000) * 1_000;
}

function clockOf(timeZone: string): Intl.DateTimeFormat | null {
	const known = clocks.get(timeZone);
	if (known !== undefined) return known;
	if (clocks.size >= MAX_ZONES) clocks.clear();
	const clock = openClock(timeZone);
	clocks.set(timeZone, clock);
	return clock;
}

function openClock(timeZone: string): Intl.DateTimeFormat | null {
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric'
		});
	} catch {
		// Intl has no other way to say that it does not know a zone.
		return null;
	}
}
