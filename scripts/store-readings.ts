/** Readings whole, as they were written: value, origin, time of receipt, mark; for copies of a store. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { metricSpec } from '../src/lib/domain/metrics.ts';
import type { Origin, Reading, SeriesKey } from '../src/lib/domain/reading.ts';
import { DatabaseMissing, InfluxConnection } from '../src/lib/server/store/influx/connection.ts';
import type { ConnectionOptions } from '../src/lib/server/store/influx/connection.ts';
import { maybeRepeatedField, tagValue } from '../src/lib/server/store/influx/line-protocol.ts';
import { ORIGINS } from '../src/lib/server/store/sqlite-schema.ts';
import { wholeSpan } from '../src/lib/server/store/storable.ts';
import type { Span } from '../src/lib/server/store/store.ts';

export interface WholeReadings {
	/** Whether origin and time of receipt are kept; else they are a guess and the time itself. */
	readonly knowsOrigin: boolean;
	/**
	 * Of one series in order of time, in pages.
	 * @throws {StoreUnavailable}
	 */
	pages(series: SeriesKey, span: Span): AsyncGenerator<Reading[]>;
	close(): void;
}

const PAGE = 5_000;

/** SQLite's file is read beside the server: WAL lets readers be. */
export function openSqliteReadings(dataDir: string): WholeReadings {
	const path = join(dataDir, 'readings.db');
	if (!existsSync(path)) return { knowsOrigin: true, async *pages() {}, close() {} };
	const db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
	const find = db.prepare('SELECT id FROM series WHERE device = ? AND channel = ? AND metric = ?');
	const page = db.prepare(
		`SELECT at, value, received_at, origin, maybe_repeated FROM reading
		WHERE series = ? AND at >= ? AND at < ? ORDER BY at LIMIT ${PAGE}`
	);
	return {
		knowsOrigin: true,
		async *pages(series, span) {
			const { device, channel, metric } = series;
			const whole = wholeSpan(span);
			const id = find.get(device, channel, metric)?.id;
			if (whole === null || typeof id !== 'number') return;
			for (let from = whole.from; from < whole.to;) {
				const rows = page.all(id, from, whole.to);
				if (rows.length > 0) {
					yield rows.map((row): Reading => {
						const reading: Reading = {
							device,
							channel,
							metric,
							value: Number(row.value),
							at: Number(row.at),
							receivedAt: Number(row.received_at),
							origin: ORIGINS[Number(row.origin)] ?? 'device'
						};
						return row.maybe_repeated === 1 ? { ...reading, maybeRepeated: true } : reading;
					});
				}
				if (rows.length < PAGE) return;
				from = Number(rows.at(-1)?.at) + 1;
				await turn();
			}
		},
		close: () => db.close()
	};
}

/** @param origin of everything there, which InfluxDB does not keep */
export function openInfluxReadings(options: ConnectionOptions, origin: Origin): WholeReadings {
	const connection = new InfluxConnection(options);
	const ask = async (q: string, params: Record<string, string>) => {
		try {
			return await connection.query({ q, params });
		} catch (error) {
			if (error instanceof DatabaseMissing) return [];
			throw error;
		}
	};
	return {
		knowsOrigin: false,
		async *pages({ device, channel, metric }, span) {
			const whole = wholeSpan(span);
			if (whole === null) return;
			const params = { device: tagValue(device), channel: tagValue(channel) };
			const what = `SELECT "${metric}" AS "value", "${maybeRepeatedField(metric)}" AS "mark" FROM "${metricSpec(metric).family}"`;
			for (let from = whole.from; from < whole.to;) {
				const rows = await ask(
					`${what} WHERE "device" = $device AND "channel" = $channel AND time >= ${from}ms AND time < ${whole.to}ms ORDER BY time ASC LIMIT ${PAGE}`,
					params
				);
				const readings = rows.flatMap(({ columns: { time, value, mark } }): Reading[] => {
					if (time === undefined || value === undefined) return [];
					const own: Reading = {
						device,
						channel,
						metric,
						value,
						at: time,
						receivedAt: time,
						origin
					};
					return [mark === 1 ? { ...own, maybeRepeated: true } : own];
				});
				if (readings.length > 0) yield readings;
				const last = rows.at(-1)?.columns.time;
				if (last === undefined || rows.length < PAGE) return;
				from = last + 1;
			}
		},
		close: () => connection.close()
	};
}
