/** When the building serves again, in a sentence. */
import type { ServiceState } from '#lib/domain/calendar-day.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const DAY = 86_400_000;

/** `Gedung tutup. Buka kembali Senin pukul 08.00.` */
export function closedWords(state: ServiceState, now: number, f: Formats): string {
	if (state.state !== 'closed') return '';
	const why =
		state.why === null ? m.service_closed() : `${m.service_closed()} (${inWords(state.why)})`;
	const { opensAt } = state;
	if (opensAt === null) return `${why}.`;
	const near = opensAt - now < 6 * DAY;
	const day = near ? f.weekday(opensAt) : f.dayOfWeek(opensAt);
	return `${why}. ${m.service_opens({ day, time: f.time(opensAt) })}`;
}
