/** The known quantity whose name is nearest to a mistyped one. */
import type { Metric } from '#lib/domain/metrics.ts';
import { METRICS } from '#lib/domain/metrics.ts';

const NAMES = Object.keys(METRICS) as Metric[];
/** No name is longer; comparing more only costs time. */
const MAX_COMPARED = 32;

/** The metric with the fewest letters to change; the first in the catalogue where several are. */
export function nearestMetric(name: string): Metric {
	const asked = name.slice(0, MAX_COMPARED).toLowerCase();
	let nearest: Metric = 'temperature';
	let least = Infinity;
	for (const candidate of NAMES) {
		const distance = editDistance(asked, candidate);
		if (distance < least) [nearest, least] = [candidate, distance];
	}
	return nearest;
}

/** Levenshtein's distance: insertions, deletions and replacements of one character. */
function editDistance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[b.length] ?? 0;
}
