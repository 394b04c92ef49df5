/** Sends rows as messages of the plain form, at a multiple of the time they were recorded in. */
import { setTimeout as pause } from 'node:timers/promises';
import type { MqttClient } from 'mqtt';
import type { CsvRow } from './csv-rows.ts';

/** Unacknowledged at most: what the broker has not taken is not forgotten here. */
const IN_FLIGHT = 500;

/** The message of a row: one object, or one for each channel. */
export function toMessage({ device, at, parts }: Pick<CsvRow, 'device' | 'at' | 'parts'>): {
	topic: string;
	payload: string;
} {
	const objects = parts.map(({ channel, values }) => ({
		...(channel === '' ? {} : { channel }),
		at: new Date(at).toISOString(),
		values
	}));
	const [first] = objects;
	// A level of a topic cannot hold these; the device then stands inside.
	const inTopic = !/[+#/]/.test(device);
	const named = inTopic ? objects : objects.map((object) => ({ device, ...object }));
	return {
		topic: inTopic ? `nyaman/${device}` : 'nyaman',
		payload: JSON.stringify(objects.length === 1 && inTopic ? first : named)
	};
}

/**
 * Publishes at QoS 1 and waits for every acknowledgement.
 * @param speed times real time; 0: as fast as the broker acknowledges
 * @param sent called after each acknowledgement, with how many there were and the row
 * @returns how many messages were acknowledged
 */
export async function publishRows(
	client: MqttClient,
	rows: AsyncIterable<CsvRow>,
	speed: number,
	sent: (count: number, row: CsvRow) => void
): Promise<number> {
	const under = new Set<Promise<void>>();
	let count = 0;
	let failure: unknown;
	let first: { at: number; clock: number } | undefined;
	for await (const row of rows) {
		if (speed > 0) {
			first ??= { at: row.at, clock: performance.now() };
			const due = first.clock + (row.at - first.at) / speed;
			// Rows that go back in time follow at once.
			if (due > performance.now()) await pause(due - performance.now());
		}
		const { topic, payload } = toMessage(row);
		const one = client
			.publishAsync(topic, payload, { qos: 1 })
			.then(
				() => sent((count += 1), row),
				(error: unknown) => void (failure ??= error)
			)
			.finally(() => under.delete(one));
		under.add(one);
		if (under.size >= IN_FLIGHT) await Promise.race(under);
		if (failure !== undefined) break;
	}
	await Promise.all(under);
	if (failure !== undefined) throw failure;
	return count;
}
