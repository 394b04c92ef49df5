/** What is said of a sensor that cannot be relied on, or that differs from the others. */
import type { SensorFinding } from '#lib/domain/comfort/sensor-agreement.ts';
import { metricSpec, type Metric } from '#lib/domain/metrics.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** @param nameOf the sensor's name by device and channel. */
export function findingWords(
	finding: SensorFinding,
	nameOf: (sensor: string) => string,
	f: Formats
): string {
	const { metric, by, against, since, leftOut } = finding;
	const words = {
		sensor: nameOf(finding.sensor),
		quantity: inSentence(metric)
	};
	switch (finding.fault) {
		case 'still':
			return m.comfort_finding_still({
				...words,
				value: f.quantity(metric, against),
				hours: f.bound(Math.round(by)),
				day: f.dayOfWeek(since ?? 0)
			});
		case 'disagrees':
			return m.comfort_finding_disagrees({
				...words,
				by: signed(metric, by, f),
				allowed: f.quantity(metric, against)
			});
		case 'drifts': {
			const drift = { ...words, by: signed(metric, by, f) };
			return leftOut ? m.comfort_finding_drifts(drift) : m.comfort_finding_drifts_two(drift);
		}
	}
}

function signed(metric: Metric, value: number, f: Formats): string {
	return value > 0 ? `+${f.quantity(metric, value)}` : f.quantity(metric, value);
}

function inSentence(metric: Metric): string {
	const name = inWords(metricSpec(metric).name);
	return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
