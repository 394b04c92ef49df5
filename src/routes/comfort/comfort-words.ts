/** What the pages of comfort say: causes, lengths of time, and the sentences at their head. */
import type { Cause } from '#lib/domain/comfort/cause.ts';
import type { Statement } from '#lib/domain/comfort/summary.ts';
import { coverage, shareWithin, wholePercent, type Tally } from '#lib/domain/comfort/tally.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Period } from './periods.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** From so many hours on minutes say nothing more. */
const WHOLE_HOURS = 10;

const CAUSES: Record<Cause, () => string> = {
	hot: m.comfort_cause_hot,
	cold: m.comfort_cause_cold,
	stuffy: m.comfort_cause_stuffy,
	damp: m.comfort_cause_damp,
	dry: m.comfort_cause_dry,
	noisy: m.comfort_cause_noisy,
	dark: m.comfort_cause_dark,
	dusty: m.comfort_cause_dusty
};

export function causeWords(cause: Cause): string {
	return CAUSES[cause]();
}

const PERIODS: Record<Period, () => string> = {
	month: m.comfort_period_month,
	'last-month': m.comfort_period_last_month,
	'75': m.comfort_period_75,
	year: m.comfort_period_year
};

export function periodWords(period: Period): string {
	return PERIODS[period]();
}

/** `45 menit`, `3 jam 15 menit`, `112 jam`; never nothing for what is something. */
export function durationWords(ms: number, f: Formats): string {
	const minutes = Math.max(ms > 0 ? 1 : 0, Math.round(ms / MINUTE));
	if (minutes < 60) return m.comfort_minutes({ count: f.count(minutes) });
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (hours >= WHOLE_HOURS) return m.comfort_hours({ count: f.count(Math.round(ms / HOUR)) });
	if (rest === 0) return m.comfort_hours({ count: f.count(hours) });
	return m.comfort_hours_minutes({ hours: f.count(hours), minutes: f.count(rest) });
}

/** A share of one, told so that 100 % is all and 0 % none. */
export function shareWords(share: number, f: Formats): string {
	return f.share(wholePercent(share) / 100);
}

/** How much is known, rounded down: 74.9 % is not the 75 % that would be judged. */
export function coverageShare(tally: Tally, f: Formats): string {
	return f.share(Math.floor((coverage(tally) ?? 0) * 100) / 100);
}

/** `87%`, or that it cannot be judged. */
export function withinWords(tally: Tally, f: Formats): string {
	const share = shareWithin(tally);
	return share === null ? m.comfort_not_judged() : shareWords(share, f);
}

/**
 * The statements as sentences.
 * @param subject what is spoken of, with a capital: `Gedung`, `Ruang Tunggu A`.
 * @param nameOf the name of a room by its key.
 */
export function summaryWords(
	statements: readonly Statement[],
	subject: string,
	nameOf: (room: string) => string,
	f: Formats
): string[] {
	return statements.map((said) => {
		switch (said.kind) {
			case 'no-service':
				return m.comfort_said_no_service();
			case 'not-judged':
				return m.comfort_said_not_judged({ percent: f.share(said.percent / 100) });
			case 'all-within':
				return m.comfort_said_all({ subject });
			case 'none-within':
				return m.comfort_said_none({ subject });
			case 'share':
				return m.comfort_said_share({ subject, percent: f.share(said.percent / 100) });
			case 'cause': {
				const words = { cause: causeWords(said.cause), duration: durationWords(said.ms, f) };
				return said.room === null
					? m.comfort_said_cause(words)
					: m.comfort_said_cause_room({ ...words, room: nameOf(said.room) });
			}
			case 'people':
				return m.comfort_said_people({ hours: f.count(said.hours) });
			case 'longest':
				return m.comfort_said_longest({
					day: f.dayOfWeek(said.from),
					cause: causeWords(said.cause),
					duration: durationWords(said.to - said.from, f),
					room: nameOf(said.room)
				});
		}
	});
}
