/** A past to ask about: a store of either engine with its rollups, on a clock of the test's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceCalendar } from '#lib/domain/calendar-day.ts';
import type { Reading, SeriesKey } from '#lib/domain/reading.ts';
import type { HistoryAnswer, HistoryQuery } from '#lib/domain/rollups/history-answer.ts';
import { answer } from '#lib/server/history/answer.ts';
import { groupsOf } from '#lib/server/history/rooms.ts';
import type { HistoryBuilding } from '#lib/server/history/rooms.ts';
import { Marks } from '#lib/server/rollups/marks.ts';
import { rebuild } from '#lib/server/rollups/rebuild.ts';
import { RollupDb } from '#lib/server/rollups/rollup-db.ts';
import { SumUp } from '#lib/server/rollups/sum-up.ts';
import { markWrites } from '#lib/server/rollups/marking-store.ts';
import type { Store } from '#lib/server/store/store.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const CLIMATE: SeriesKey = {
	device: 'a84041ffff1a2b3c',
	channel: '',
	metric: 'temperature'
};

export interface PastOptions {
	/** The engine without marks. */
	engine: Store;
	timeZone?: string;
	/** Epoch ms. */
	now: number;
}

export interface TestPast {
	/** Writes mark what they touch. */
	store: Store;
	db: RollupDb;
	marks: Marks;
	clock: { now: number };
	timeZone: string;
	dir: string;
	/** Sums up until nothing waits. @returns how many marks there were. */
	sumUp(): Promise<number>;
	/** The same store summed up from nothing, in a folder of its own. */
	rebuilt(): Promise<RollupDb>;
	/** @throws where it was refused. */
	ask(query: HistoryQuery, building?: Partial<HistoryBuilding>): Promise<HistoryAnswer>;
	/** The refusal's words. */
	refused(query: HistoryQuery, building?: Partial<HistoryBuilding>): Promise<string>;
	close(): Promise<void>;
}

export const CALENDAR: ServiceCalendar = { weekly: {}, exceptions: [] };

export async function openPast({ engine, timeZone = 'UTC', now }: PastOptions): Promise<TestPast> {
	const dirs = [mkdtempSync(join(tmpdir(), 'nyaman-rollups-'))];
	const [dir = ''] = dirs;
	const store = markWrites(engine, dir);
	const [db, marks] = [new RollupDb(dir), new Marks(dir)];
	const others: RollupDb[] = [];
	const clock = { now };
	const sumUp = new SumUp({ store, db, marks, timeZone, now: () => clock.now });
	await sumUp.prepare();

	function put(query: HistoryQuery, building: Partial<HistoryBuilding> = {}) {
		const empty = { levels: [], devices: [], placements: [], calendar: CALENDAR };
		const whole: HistoryBuilding = { ...empty, timeZone, ...building };
		const groups = groupsOf(whole, query);
		if (!groups.ok) throw new Error(groups.detail);
		return answer(
			{ store, db, marks },
			{
				...{ metric: query.metric, groups: groups.value, timeZone: whole.timeZone },
				...{ span: { from: query.from, to: query.to }, now: clock.now },
				...{ every: query.every ?? null, points: query.points ?? 500 },
				...{ service: query.serviceOnly ? whole.calendar : null, band: query.band ?? null }
			},
			() => Promise.resolve()
		);
	}

	return {
		...{ store, db, marks, clock, timeZone, dir },
		async sumUp() {
			let all = 0;
			for (let n = -1; n !== 0; all += n) n = await sumUp.step(100);
			return all;
		},
		async rebuilt() {
			const own = mkdtempSync(join(tmpdir(), 'nyaman-rebuilt-'));
			dirs.push(own);
			const [fresh, none] = [new RollupDb(own), new Marks(own)];
			others.push(fresh);
			const closedBefore = () => sumUp.closedBefore();
			await rebuild({ store, db: fresh, marks: none, timeZone, closedBefore });
			none.close();
			return fresh;
		},
		async ask(query, building) {
			const result = await put(query, building);
			if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`);
			return result.value;
		},
		async refused(query, building) {
			const result = await put(query, building);
			return result.ok ? 'was answered' : `${result.reason}: ${result.detail}`;
		},
		async close() {
			for (const open of [marks, db, ...others]) open.close();
			await store.close();
			for (const one of dirs) rmSync(one, { recursive: true, force: true });
		}
	};
}

/** A reading of CLIMATE, but for what is given. */
export function reading(at: number, value: number, but: Partial<Reading> = {}): Reading {
	return { ...CLIMATE, value, at, receivedAt: at, origin: 'device', ...but };
}

export async function writeAll(store: Store, readings: readonly Reading[]): Promise<void> {
	for (let i = 0; i < readings.length; i += 5_000) await store.write(readings.slice(i, i + 5_000));
}

/** Everything in a rollups.db, series by name. */
export function everything(db: RollupDb) {
	return db
		.everySeries()
		.map(({ id, device, channel, metric }) => ({
			series: `${device} ${channel} ${metric}`,
			quarters: db.quarters(id, -10_000, 100_000),
			days: db.days(id, -Infinity, Infinity)
		}))
		.filter(({ quarters, days }) => quarters.length + days.length > 0)
		.sort((a, b) => (a.series < b.series ? -1 : 1));
}
