/**
 * `npm run bench:comfort`: a year of 40 rooms judged from rollups, from opening the file on.
 * 55 climate sensors, three quantities each, a reading every ten minutes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_BASIS } from '#lib/domain/comfort/basis.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { quartersOf } from '#lib/domain/rollups/summary.ts';
import { openComfort } from '#lib/server/comfort/comfort.ts';
import type { ComfortQuestion, RoomQuestion } from '#lib/server/comfort/questions.ts';
import { dayOf, startOfDay } from '#lib/server/rollups/chunk.ts';
import { RollupDb } from '#lib/server/rollups/rollup-db.ts';

const ROOMS = 40;
const SENSORS = 55;
const DAYS = 365;
const TEN_MINUTES = 600_000;
const TO = Date.UTC(2026, 10, 24, 17);
const FROM = TO - DAYS * 86_400_000;
const USUAL: Partial<Record<Metric, [mean: number, swing: number]>> = {
	temperature: [25.4, 2],
	humidity: [62, 8],
	co2: [800, 350]
};

const dataDir = mkdtempSync(join(tmpdir(), 'nyaman-bench-comfort-'));
try {
	fill();
	const comfort = openComfort({ dataDir });
	// The product's thread stays: what is measured is the judgement and not its first start.
	await comfort.judge(question(1));
	for (const [name, days] of [
		['a year', DAYS],
		['75 days', 75],
		['a month', 30]
	] as const) {
		const started = performance.now();
		const { rooms } = await comfort.judge(question(days));
		const ms = Math.round(performance.now() - started);
		const known = rooms.reduce((sum, { total }) => sum + total.knownMs, 0) / 3_600_000;
		console.log(`${name}: ${rooms.length} rooms, ${Math.round(known)} room-hours, ${ms} ms`);
	}
	await comfort.close();
} finally {
	rmSync(dataDir, { recursive: true, force: true });
}

function fill(): void {
	const db = new RollupDb(dataDir);
	let seed = 1;
	const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5;
	for (let sensor = 0; sensor < SENSORS; sensor++) {
		db.transaction(() => {
			for (const [metric, [mean, swing]] of Object.entries(USUAL)) {
				const id = db.findOrAdd({ device: `s${sensor}`, channel: '', metric: metric as Metric });
				for (let day = dayOf(FROM) - 1; day <= dayOf(TO); day++) {
					const readings = Array.from({ length: 144 }, (_, n) => ({
						at: startOfDay(day) + n * TEN_MINUTES + sensor * 1_000,
						value: mean + swing * (Math.sin(n / 23) + random())
					}));
					db.putQuarters(id, day, quartersOf(readings, 'gauge'));
				}
			}
		});
	}
	db.close();
}

function question(days: number): ComfortQuestion {
	const rooms = Array.from({ length: ROOMS }, (_, room): RoomQuestion => ({
		key: `r${room}`,
		sensors: Array.from({ length: SENSORS }, (_, sensor) => sensor)
			.filter((sensor) => sensor % ROOMS === room)
			.map((sensor) => ({
				...{ device: `s${sensor}`, channel: '', without: [] },
				...{ from: -Infinity, to: Infinity, holdMs: 1_800_000 }
			})),
		limits: [
			{ id: 't', metric: 'temperature', min: 23, max: 26, watch: 1 },
			{ id: 'c', metric: 'co2', min: null, max: 1000, watch: 500 },
			{ id: 'h', metric: 'humidity', min: 40, max: 60, watch: 10 }
		],
		...{ others: [], doors: [], doorShare: 1, assumptions: DEFAULT_BASIS.assumptions }
	}));
	return {
		...{ from: TO - days * 86_400_000, to: TO, now: TO, timeZone: 'Asia/Jakarta', rooms },
		calendar: {
			weekly: Object.fromEntries(
				['1', '2', '3', '4', '5'].map((day) => [day, [['08:00', '16:00'] as const]])
			),
			exceptions: []
		},
		...{ outdoorCo2: 420, pmv: DEFAULT_BASIS.pmv, air: DEFAULT_BASIS.airAboveOutdoor },
		detail: false
	};
}
