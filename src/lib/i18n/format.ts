/** Numbers and times as a reader writes them, in the building's zone and never the process's. */
import { metricSpec, type Metric } from '#lib/domain/metrics.ts';
import type { Language } from './language.ts';
import { m } from './paraglide/messages.js';

/** British English: the day before the month and a clock of 24 hours, as in Indonesia. */
const TAGS: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };

/** Between a number and its unit, so that a line never breaks there. */
const NBSP = '\u00a0';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Formats {
	/** `1.234,5`: with the decimals of the metric, without its unit. */
	number(metric: Metric, value: number): string;
	/** `25,4 °C`, `63%`, `74 orang`; a state in a word. */
	quantity(metric: Metric, value: number): string;
	/** A limit's number: no more decimals than it needs (`26`, `26,5`). */
	bound(value: number): string;
	/** The unit as it follows a number, with its space: ` °C`, `%`. */
	unit(metric: Metric): string;
	/** A whole number: `1.234`. */
	count(value: number): string;
	/** `10.42` */
	time(at: number): string;
	/** `10.42.07` */
	clock(at: number): string;
	/** `Selasa, 24 November 2026` */
	date(at: number): string;
	/** Without the year, for a day that is near: `Selasa, 24 November`. */
	dayOfWeek(at: number): string;
	/** `Senin` */
	weekday(at: number): string;
	/** A share of one: `41%`. */
	share(value: number): string;
	/** `24 Nov 2026`; with the time where it is not the beginning of the day: `24 Nov 2026 10.42`. */
	dated(at: number): string;
	/** A name on a time axis: `10.42`, `24 Nov`, `Nov`, `2026`. */
	tick(at: number, kind: 'time' | 'day' | 'month' | 'year'): string;
	/** The time, with the day before it where it is not today: `10.42`, `Sen 23 Nov 10.42`. */
	moment(at: number, now: number): string;
	/**
	 * `7 detik lalu`, `3 menit lalu`; less than one of `finest`, and any time in the future,
	 * is `baru saja`. Minutes where many ages stand together: seconds would set all in motion.
	 */
	age(ms: number, finest?: 'second' | 'minute'): string;
	/** A length of time in the largest unit that fits it twice, rounded: `90 detik`, `5 menit`. */
	span(ms: number): string;
}

const made = new Map<string, Formats>();

/** The formats of a language in a time zone (IANA name); made once for each. */
export function formats(language: Language, timeZone: string): Formats {
	const key = `${language} ${timeZone}`;
	let found = made.get(key);
	if (found === undefined) made.set(key, (found = make(language, timeZone)));
	return found;
}

function make(locale: Language, timeZone: string): Formats {
	const tag = TAGS[locale];
	const dateTime = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(tag, { timeZone, hourCycle: 'h23', ...options });
	const time = dateTime({ hour: '2-digit', minute: '2-digit' });
	const clock = dateTime({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
	const date = dateTime({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
	const dayOfWeek = dateTime({ weekday: 'long', day: 'numeric', month: 'long' });
	const weekday = dateTime({ weekday: 'long' });
	const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
	const day = dateTime({ weekday: 'short', day: 'numeric', month: 'short' });
	const fullDay = dateTime({ day: 'numeric', month: 'short', year: 'numeric' });
	const ticks = {
		time,
		day: dateTime({ day: 'numeric', month: 'short' }),
		month: dateTime({ month: 'short' }),
		year: dateTime({ year: 'numeric' })
	};
	const midnight = new Intl.DateTimeFormat(tag, {
		...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' }
	}).format(0);
	const dayKey = dateTime({ year: 'numeric', month: 'numeric', day: 'numeric' });
	const bound = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
	const count = new Intl.NumberFormat(tag, { maximumFractionDigits: 0 });
	const decimals = [0, 1, 2].map(
		(digits) =>
			new Intl.NumberFormat(tag, {
				minimumFractionDigits: digits,
				maximumFractionDigits: digits,
				// A value that rounds to nothing is 0,0 and not -0,0.
				signDisplay: 'negative'
			})
	);
	const spanIn = (unit: string) =>
		new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' });
	const SECONDS = { ms: SECOND, format: spanIn('second') };
	const spans = [
		{ ms: DAY, format: spanIn('day') },
		{ ms: HOUR, format: spanIn('hour') },
		{ ms: MINUTE, format: spanIn('minute') },
		SECONDS
	];

	const number = (metric: Metric, value: number) =>
		(decimals[metricSpec(metric).decimals] ?? bound).format(value);

	const unit = (metric: Metric) => {
		const { unit } = metricSpec(metric);
		return unit === '%' ? unit : NBSP + unit;
	};

	return {
		number,
		unit,
		quantity(metric, value) {
			const { unit: name } = metricSpec(metric);
			if (name === 'people') return m.unit_people({ count: number(metric, value) }, { locale });
			if (name === 'bool') return stateWord(metric, value === 1, locale);
			return number(metric, value) + unit(metric);
		},
		bound: (value) => bound.format(value),
		count: (value) => count.format(value),
		time: (at) => time.format(at),
		clock: (at) => clock.format(at),
		date: (at) => date.format(at),
		dayOfWeek: (at) => dayOfWeek.format(at),
		weekday: (at) => weekday.format(at),
		share: (value) => share.format(value),
		dated(at) {
			const [clocked, written] = [time.format(at), fullDay.format(at)];
			return clocked === midnight ? written : `${written} ${clocked}`;
		},
		tick: (at, kind) => ticks[kind].format(at),
		moment(at, now) {
			const sameDay = dayKey.format(at) === dayKey.format(now);
			return sameDay ? time.format(at) : `${day.format(at)} ${time.format(at)}`;
		},
		age(ms, finest = 'minute') {
			for (const { ms: length, format } of finest === 'second' ? spans : spans.slice(0, -1)) {
				if (ms >= length)
					return m.ago({ span: format.format(Math.floor(ms / length)) }, { locale });
			}
			return m.just_now({}, { locale });
		},
		span(ms) {
			const { ms: length, format } = spans.find((one) => ms >= 2 * one.ms) ?? SECONDS;
			return format.format(Math.round(ms / length));
		}
	};
}

function stateWord(metric: Metric, on: boolean, locale: Language): string {
	if (metric === 'occupied')
		return on ? m.occupied_yes({}, { locale }) : m.occupied_no({}, { locale });
	return on ? m.presence_yes({}, { locale }) : m.presence_no({}, { locale });
}
