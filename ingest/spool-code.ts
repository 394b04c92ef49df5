/** How a batch of readings is written in the spool: JSON, a group a message, a tenth of the size of objects. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Origin, Reading } from '#lib/domain/reading.ts';

type Value = [metric: Metric, value: number, channel?: string];

/** What readings of one message have in common is written once. */
type Group = [
	device: string,
	at: number,
	receivedAt: number,
	origin: Origin,
	maybeRepeated: 0 | 1,
	values: Value[]
];

export function encodeBatch(readings: readonly Reading[]): string {
	const groups: Group[] = [];
	let before: Reading | undefined;
	let values: Value[] = [];
	for (const r of readings) {
		if (before === undefined || !areTogether(before, r)) {
			values = [];
			groups.push([r.device, r.at, r.receivedAt, r.origin, r.maybeRepeated ? 1 : 0, values]);
		}
		values.push(r.channel === '' ? [r.metric, r.value] : [r.metric, r.value, r.channel]);
		before = r;
	}
	return JSON.stringify(groups);
}

/** The inverse of `encodeBatch`; the text is our own, so a fault in it is thrown as such. */
export function decodeBatch(body: string): Reading[] {
	const groups: Group[] = JSON.parse(body);
	const readings: Reading[] = [];
	for (const [device, at, receivedAt, origin, maybeRepeated, values] of groups) {
		for (const [metric, value, channel = ''] of values) {
			const reading: Reading = { device, channel, metric, value, at, receivedAt, origin };
			if (maybeRepeated) reading.maybeRepeated = true;
			readings.push(reading);
		}
	}
	return readings;
}

function areTogether(a: Reading, b: Reading): boolean {
	return (
		a.device === b.device &&
		a.at === b.at &&
		a.receivedAt === b.receivedAt &&
		a.origin === b.origin &&
		a.maybeRepeated === b.maybeRepeated
	);
}
