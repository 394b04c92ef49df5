/** By which rule it is judged, and what that rule is worth. */
import { metricSpec } from '#lib/domain/metrics.ts';
import type { Limit } from '#floorplan/building.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { rangeWords, roomTypeWords, standardWords } from '../room-words.ts';

/** The limits of the headline as sentences; with what cannot be claimed of them. */
export function ruleWords(limits: readonly Limit[], f: Formats): string[] {
	const standards = [...new Set(limits.map(({ standard }) => standard))].join(', ');
	return [
		m.comfort_by_rule({ standards }),
		limits
			.map((limit) =>
				m.comfort_rule_limit({
					quantity: inWords(metricSpec(limit.metric).name),
					range: rangeWords(limit, f),
					standard: `${standardWords(limit)} (${limit.roomTypes.map(roomTypeWords).join(', ')})`
				})
			)
			.join('; '),
		...(limits.some(({ verified }) => !verified) ? [m.comfort_no_claim()] : [])
	];
}
