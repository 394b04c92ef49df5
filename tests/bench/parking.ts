/**
 * `npm run bench:parking`: free places as the product tells them, against the simulator's truth:
 * sensors that lose 2 of 100 messages, three dead bays and a stuck one, and gates that miss 5 of 100
 * vehicles either way, over 75 days. Prints the error of the free places, how often the truth lies
 * in the range and above the number shown, when faulty bays are named, and whom it accuses wrongly.
 *
 *   --json   one object   --seed 1   another building's life   --days 75
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readBuilding } from '#floorplan/read-building.ts';
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import { doubtfulBays, type BayDoubt } from '#lib/domain/parking/bay-doubt.ts';
import type { BayReading } from '#lib/domain/parking/bay-record.ts';
import type { GateSeries } from '#lib/domain/parking/gate-count.ts';
import { poolNow } from '#lib/domain/parking/pool.ts';
import { bayWord, countBayPool, countGateArea } from '#lib/server/parking/count.ts';
import { placesOf } from '#lib/server/parking/places.ts';
import { DAY, HOUR, MINUTE } from '../../simulator/building-clock.ts';
import { hashOf, mulberry32 } from '../../simulator/random.ts';
import { createSimulation } from '../../simulator/simulator.ts';
import { ROOT } from '../support/process.ts';

const { values: options } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		seed: { type: 'string', default: '1' },
		days: { type: 'string', default: '75' }
	}
});
const [SEED, DAYS] = [Number(options.seed), Number(options.days)];
const LOSES = 0.02;
const GATE_MISSES = 0.05;
const EVERY = 30 * MINUTE;
/** What is promised of a bay that people use: named within so many days. */
const DEAD_WITHIN_HOURS = 72;
const STUCK_WITHIN_DAYS = 10;

const building = readBuilding(join(ROOT, 'floorplan', 'mpp-lubuklinggau'));
const ORIGIN = Date.parse('2026-11-24T10:00:00+07:00');
const { world } = createSimulation(building, { seed: SEED, origin: ORIGIN });
const { clock, parking } = world;
const service = new ServiceClock(building.calendar, building.timeZone);
const places = placesOf(building, ORIGIN);
const first = clock.dayOf(ORIGIN) - DAYS;
const draw = mulberry32(hashOf(SEED, 'bench of parking'));

/** Bays that are used on most days: a dead or stuck one among them is missed by someone. */
const used = places.bays.filter(({ bay, sensor }) => {
	if (sensor === null || bay.class !== 'car') return false;
	let changes = 0;
	for (let day = first; day < first + 21; day++) {
		changes += parking.bayChanges(day, sensor.device).length;
	}
	return changes >= 30;
});
const faulty = used
	.map((watched) => ({ watched, lot: draw() }))
	.toSorted((a, b) => a.lot - b.lot)
	.slice(0, 4)
	.map(({ watched }) => watched.bay.key);
const at = (day: number, hour: number) => clock.startOf(first + Math.floor(day)) + hour * HOUR;
const deadAt = new Map(
	faulty.slice(0, 3).map((bay, n) => [bay, at(DAYS * (0.4 + 0.15 * n), 9 + 2 * n)])
);
const stuckAt = new Map(faulty.slice(3).map((bay) => [bay, at(DAYS * 0.6, 10.5)]));

const truth = new Map<string, BayReading[]>();
const said = new Map<string, BayReading[]>();
for (const { bay, sensor, intervalMs } of places.bays) {
	if (sensor === null) continue;
	const changes: BayReading[] = [];
	for (let day = first; day <= first + DAYS; day++) {
		parking.bayChanges(day, sensor.device).forEach((time, n) => {
			changes.push({ at: Math.ceil(clock.startOf(day) + time), taken: n % 2 === 0 });
		});
	}
	truth.set(bay.key, changes);
	const readings: BayReading[] = [];
	const dies = deadAt.get(bay.key) ?? Infinity;
	const sticks = stuckAt.get(bay.key) ?? Infinity;
	let [state, shown] = [false, false];
	const say = (time: number) => {
		if (time < sticks) shown = state;
		if (time < dies) readings.push({ at: time, taken: shown });
	};
	const beatMs = intervalMs ?? DAY;
	let beat = clock.startOf(first) + draw() * beatMs;
	for (const change of [...changes, { at: ORIGIN, taken: false }]) {
		for (; beat < change.at; beat += beatMs) say(beat);
		if (change.at >= ORIGIN) break;
		state = change.taken;
		if (change.at < sticks && draw() >= LOSES) say(change.at);
	}
	said.set(bay.key, readings);
}

const gateTruth = new Map<string, { at: number; step: number }[]>();
const gateSaid = new Map<string, GateSeries[]>();
for (const { key, countedBy } of places.areas) {
	if (countedBy === null) continue;
	const passes: { at: number; step: number }[] = [];
	for (let day = first; day <= first + DAYS; day++) {
		for (const { place, from, to } of parking.day(day)) {
			if (place !== countedBy.device) continue;
			passes.push({ at: clock.startOf(day) + from, step: 1 });
			passes.push({ at: clock.startOf(day) + to, step: -1 });
		}
	}
	passes.sort((a, b) => a.at - b.at);
	gateTruth.set(key, passes);
	const seen = passes.filter(() => draw() >= GATE_MISSES);
	gateSaid.set(
		key,
		(['in', 'out'] as const).map((way): GateSeries => {
			let total = 1_000;
			const own = seen.filter(({ step }) => (way === 'in') === step > 0);
			const points = [
				{ at: clock.startOf(first), value: total },
				...own.map((pass) => ({ at: pass.at, value: (total += 1) }))
			];
			return { way, kind: 'total', points };
		})
	);
}

interface Tally {
	n: number;
	likely: number;
	least: number;
	inside: number;
	promised: number;
	width: number;
}
const tallies = new Map<string, Tally>();

function add(name: string, now: NonNullable<ReturnType<typeof poolNow>>, free: number): void {
	const tally = tallies.get(name) ?? {
		...{ n: 0, likely: 0, least: 0, inside: 0, promised: 0, width: 0 }
	};
	tally.n++;
	tally.likely += Math.abs(now.likely - free);
	tally.least += Math.abs(now.free - free);
	tally.inside += now.free <= free && free <= now.most ? 1 : 0;
	tally.promised += free >= now.free ? 1 : 0;
	tally.width += now.most - now.free;
	tallies.set(name, tally);
}

function upTo<One extends { at: number }>(list: readonly One[], now: number): One[] {
	return list.slice(0, list.findLastIndex((one) => one.at <= now) + 1);
}

const named = new Map<string, { hours: number; kind: string }>();
const accused = new Map<string, BayDoubt>();
const stuckNames = [...stuckAt.keys()];
for (let day = first + 7; day < first + DAYS; day++) {
	const noon = clock.startOf(day) + 12 * HOUR;
	const today = service.dayOf(noon);
	for (const span of service.spansOf(today)) {
		for (let now = span.from; now <= span.to; now += EVERY) {
			const readings = new Map([...said].map(([bay, all]) => [bay, upTo(all, now)]));
			const doubts = doubtfulBays(
				places.bays.map(({ bay, centre, intervalMs }) => ({
					...{ bay: bay.key, class: bay.class, place: centre, intervalMs, renewedAt: null },
					readings: readings.get(bay.key) ?? []
				})),
				now,
				clock.dayOf
			);
			for (const doubt of doubts) {
				const since = deadAt.get(doubt.bay) ?? stuckAt.get(doubt.bay) ?? Infinity;
				if (now < since) accused.set(doubt.bay, doubt);
				else if (!named.has(doubt.bay)) {
					named.set(doubt.bay, { hours: (now - since) / HOUR, kind: doubt.kind });
				}
			}
			const doubted = new Set(doubts.map(({ bay }) => bay));
			for (const kind of ['car', 'disabled'] as const) {
				const own = places.bays.filter(({ bay }) => bay.class === kind);
				const count = countBayPool(
					own.map((watched) => bayWord(watched, readings.get(watched.bay.key) ?? [], now)),
					doubted,
					now
				);
				const told = poolNow({ places: own.length, held: 0, count, correction: 0, counted: false });
				const taken = own.filter(({ bay }) => {
					return upTo(truth.get(bay.key) ?? [], now).at(-1)?.taken ?? false;
				}).length;
				if (told !== null) add(kind, told, own.length - taken);
			}
			for (const area of places.areas) {
				const count = countGateArea(gateSaid.get(area.key) ?? [], service, now);
				const told = poolNow({
					...{ places: area.places, held: 0, count, correction: 0, counted: false }
				});
				const inside = (gateTruth.get(area.key) ?? [])
					.filter((pass) => pass.at >= today.from && pass.at <= now)
					.reduce((sum, { step }) => sum + step, 0);
				if (told !== null) add(`motorcycle, ${area.key}`, told, area.places - inside);
			}
		}
	}
}

const round = (value: number, decimals = 2) => Number(value.toFixed(decimals));
const pools = [...tallies].map(([pool, { n, likely, least, inside, promised, width }]) => ({
	...{ pool, n, error: round(likely / n), errorOfNumberShown: round(least / n) },
	...{ inside: round(inside / n, 3), keptPromise: round(promised / n, 3), width: round(width / n) }
}));
const found = [...deadAt.keys(), ...stuckNames].map((bay) => ({
	...{ bay, fault: deadAt.has(bay) ? 'dead' : 'stuck' },
	...{ kind: named.get(bay)?.kind ?? null, hours: round(named.get(bay)?.hours ?? Infinity, 1) }
}));
const inTime = found.every(
	({ fault, hours }) => hours <= (fault === 'dead' ? DEAD_WITHIN_HOURS : STUCK_WITHIN_DAYS * 24)
);
const passed = inTime && accused.size === 0 && pools.every(({ inside }) => inside >= 0.85);
if (options.json) {
	console.log(
		JSON.stringify({ seed: SEED, days: DAYS, pools, found, accused: [...accused.values()], passed })
	);
} else {
	console.log(`${DAYS} days, seed ${SEED}; every half hour of service from the eighth day on`);
	for (const one of pools) {
		console.log(
			`${one.pool}: error of free places ${one.error} (of the number shown ${one.errorOfNumberShown}); ` +
				`truth inside the range ${round(one.inside * 100, 1)} %, width ${one.width}; ` +
				`at least as many free as shown ${round(one.keptPromise * 100, 1)} %`
		);
	}
	for (const { bay, fault, kind, hours } of found) {
		console.log(`${bay} is ${fault}: named ${kind ?? 'never'} after ${hours} h`);
	}
	console.log(`healthy bays accused: ${[...accused.keys()].join(', ') || 'none'}`);
	console.log(passed ? 'passed' : 'failed');
}
process.exitCode = passed ? 0 : 1;
