/** What the background says of the summaries of the past, in sentences. */
import type { RollupStatus } from '#lib/domain/rollups/history-answer.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/**
 * @param status null: the store did not answer
 * @param now epoch ms UTC
 */
export function historyCheckWords(status: RollupStatus | null, f: Formats, now: number): string[] {
	if (status === null) return [m.history_status_unknown()];
	const { check, waiting, fault } = status;
	const sentences = fault === null ? [] : [m.history_fault({ fault })];
	if (check === null) sentences.push(m.history_check_none());
	else {
		const words = { age: f.age(now - check.at), days: f.count(check.days) };
		sentences.push(
			check.differing === 0
				? m.history_check_good(words)
				: m.history_check_differing({ ...words, differing: f.count(check.differing) })
		);
		if (check.daysEver > check.days) {
			const ever = { days: f.count(check.daysEver), differing: f.count(check.differingEver) };
			sentences.push(m.history_check_ever(ever));
		}
	}
	if (waiting > 0) sentences.push(m.history_waiting_days({ count: f.count(waiting) }));
	return sentences;
}
