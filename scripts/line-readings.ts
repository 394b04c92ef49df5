/** Readings out of line protocol as this program writes it. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { isMetric } from '../src/lib/domain/metrics.ts';
import type { Origin, Reading } from '../src/lib/domain/reading.ts';
import { nameOfTag } from '../src/lib/server/store/influx/line-protocol.ts';

const LINE =
	/^[a-z]+,device=((?:\\.|[^\\, ])+)(?:,channel=((?:\\.|[^\\, ])+))? ([a-z0-9_]+)=([^, ]+)(,[a-z0-9_]+_maybe_repeated=1)? (-?\d+)$/;

/** The reading of a line; null for any other line. */
export function parseLine(line: string, origin: Origin): Reading | null {
	const [, device = '', channel = '', metric = '', value = '', mark, time = ''] =
		LINE.exec(line) ?? [];
	const at = Number(time);
	const number = Number(value);
	if (device === '' || !isMetric(metric) || !Number.isFinite(number)) return null;
	const name = (tag: string) => nameOfTag(tag.replace(/\\([,= ])/g, '$1'));
	const reading: Reading = {
		device: name(device),
		channel: name(channel),
		metric,
		value: number,
		at,
		receivedAt: at,
		origin
	};
	return mark === undefined ? reading : { ...reading, maybeRepeated: true };
}

/**
 * The readings of a file, streamed; comments and empty lines are passed over.
 * @throws {Error} naming the line that is none
 */
export async function* readLines(input: Readable, origin: Origin): AsyncGenerator<Reading> {
	let number = 0;
	for await (const line of createInterface({ input, crlfDelay: Infinity })) {
		number += 1;
		if (line === '' || line.startsWith('#')) continue;
		const reading = parseLine(line, origin);
		if (reading === null) throw new Error(`line ${number} is no reading: ${line.slice(0, 60)}`);
		yield reading;
	}
}
