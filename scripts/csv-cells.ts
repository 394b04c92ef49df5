/** Numbers and times as they are written in files. */
import { parseInstant, parseTime, zonedToUtc } from '../src/lib/domain/calendar.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(?:\.\d{3})+(?=,|$)/;
const DAY_MS = 86_400_000;
/** How far clocks are put back, where they are: an hour nearly everywhere, half of one on Lord Howe. */
const PUT_BACK_MS = [3_600_000, 1_800_000, 7_200_000];

/** A number as it is written in files: padded, in exponent form, with a decimal comma; null: none. */
export function parseNumber(written: string, decimal: '.' | ','): number | null {
	let text = written.trim();
	if (decimal === ',') {
		if (GROUPED.test(text)) text = text.replaceAll('.', '');
		else if (text.includes('.')) return null;
		text = text.replace(',', '.');
	}
	const value = NUMBER.test(text) ? Number(text) : NaN;
	return Number.isFinite(value) ? value : null;
}

/** Instants, epoch ms UTC, that a written time can mean. */
export interface Instants {
	first: number;
	/** The second one of an hour that occurs twice, where clocks are put back. */
	second?: number;
	/** Clocks of the zone never show this time: they are put forward over it. */
	skipped?: true;
}

/** What a written time means by a format of the mapping; local times are the zone's. null: no time. */
export function parseInstants(written: string, format: string, zone: string): Instants | null {
	const text = written.trim();
	if (format === 'epoch-s' || format === 'epoch-ms') {
		const value = parseNumber(text, '.');
		return value === null
			? null
			: { first: Math.round(format === 'epoch-s' ? value * 1000 : value) };
	}
	const iso = format === 'iso' ? text : isoOf(text, format);
	const first = iso === null ? null : parseTime(iso, zone);
	if (iso === null || first === null) return null;
	return isSteady(first, zone) || parseInstant(iso) !== null
		? { first }
		: aroundChange(iso, first, zone);
}

/** As `parseInstants`, the first of two. */
export function parseWritten(written: string, format: string, zone: string): number | null {
	return parseInstants(written, format, zone)?.first ?? null;
}

const two = (digits = '') => digits.padStart(2, '0');
const patterns = new Map<string, RegExp>();

function isoOf(text: string, format: string): string | null {
	const parts = patternOf(format).exec(text)?.groups;
	if (!parts) return null;
	const { YYYY, MM, DD, HH, mm, ss = '00' } = parts;
	return `${YYYY}-${two(MM)}-${two(DD)}T${two(HH)}:${two(mm)}:${two(ss)}`;
}

function patternOf(format: string): RegExp {
	const known = patterns.get(format);
	if (known) return known;
	const source = format
		.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
		.replace('YYYY', '(?<YYYY>\\d{4})')
		.replace(/MM|DD|HH|mm|ss/g, (part) => `(?<${part}>\\d{1,2})`);
	const pattern = new RegExp(`^${source}$`);
	patterns.set(format, pattern);
	return pattern;
}

const steady = new Map<string, boolean>();
const MAX_DAYS = 10_000;

/** Whether the zone's clocks run on from the day before to the day after; asked once a day. */
function isSteady(at: number, zone: string): boolean {
	const day = Math.floor(at / DAY_MS);
	const key = `${day} ${zone}`;
	const known = steady.get(key);
	if (known !== undefined) return known;
	const noon = (days: number) =>
		zonedToUtc(`${new Date((day + days) * DAY_MS).toISOString().slice(0, 10)}T12:00`, zone);
	const [before, after] = [noon(-2), noon(2)];
	const same = before !== null && after !== null && after - before === 4 * DAY_MS;
	if (steady.size >= MAX_DAYS) steady.clear();
	steady.set(key, same);
	return same;
}

function aroundChange(iso: string, first: number, zone: string): Instants {
	// Fractions of a second do not change with the hour.
	const second = (text: string) => text.replace(' ', 'T').slice(0, 19);
	const wanted = second(iso).padEnd(19, ':00');
	if (shown(first, zone) !== wanted) return { first, skipped: true };
	const later = PUT_BACK_MS.map((ms) => first + ms).find((at) => shown(at, zone) === wanted);
	return later === undefined ? { first } : { first, second: later };
}

/** What clocks of the zone show at an instant: `2016-03-27T01:10:00`. */
function shown(at: number, zone: string): string {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit'
	}).formatToParts(at);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}
