/** The devices of a building as they would report: a function of the building, the seed and the time. */
import type { Building } from '#floorplan/building.ts';
import type { Reading } from '#lib/domain/reading.ts';
import { bayChanges } from './bays.ts';
import { MINUTE } from './building-clock.ts';
import { measure } from './codecs/codec.ts';
import { keepLast } from './day-cache.ts';
import { simulatedDevices, type SimulatedDevice } from './devices.ts';
import { deliveries, MOST_DELAY_MS, signalOf } from './envelopes/index.ts';
import { STOPS_AFTER_MS } from './faults.ts';
import { historyOf } from './history.ts';
import { firstReport, reportTimes } from './report-times.ts';
import { surroundingsOf } from './surroundings.ts';
import { createWorld, type World } from './world.ts';

export interface SimulationOptions {
	seed: number;
	/** When the building's simulated life began, epoch ms UTC: history ends and faults count from there. */
	origin: number;
	/** When the devices are switched on, epoch ms UTC; the origin, unless it is a later start. */
	startMs?: number;
	/** How many times as often as its interval a device reports; the building's clock runs as ever. */
	speed?: number;
}

export interface SimulatedMessage {
	topic: string;
	payload: string;
	device: string;
	/** Epoch ms UTC: when it was measured, and when it arrives. */
	at: number;
	sendAt: number;
}

export interface Simulation {
	devices: readonly SimulatedDevice[];
	/** Devices that nobody can speak for, as `brand model (network)`. */
	unknown: readonly string[];
	/** What there is to be known, faults and all. */
	world: World;
	/** What arrives after `fromMs` and up to `toMs` (epoch ms), in order of arrival. */
	due(fromMs: number, toMs: number): SimulatedMessage[];
	/** One report of every device at the moment, also of those that are never heard. */
	round(atMs: number): SimulatedMessage[];
	/** Readings after `from` and up to `to`, every `stepMs`; none after the origin. */
	history(from: number, to: number, stepMs: number): Generator<Reading>;
}

/** One report that is to come. */
interface Planned {
	one: SimulatedDevice;
	at: number;
	/** From when on it counts. */
	since: number;
	changed: boolean;
	sendAt: number;
}

/** Reports are planned a block of time at a time. */
const BLOCK_MS = MINUTE;
const KEPT_BLOCKS = 8;

export function createSimulation(building: Building, options: SimulationOptions): Simulation {
	const { seed, origin, startMs = origin, speed = 1 } = options;
	const { devices, unknown } = simulatedDevices(building, startMs);
	const world = createWorld(building, devices, origin, seed);
	const heard = devices.filter(
		({ device }) => device !== world.faults.silent && device !== world.faults.dead?.device
	);

	function plan(one: SimulatedDevice, from: number, to: number): Omit<Planned, 'sendAt'>[] {
		const beat = { device: one.device, everyMs: one.intervalMs / speed };
		const stops = one.device === world.faults.stopping ? startMs + STOPS_AFTER_MS : Infinity;
		const first = firstReport(beat, seed, startMs);
		const grid = reportTimes(beat, seed, Math.max(from, startMs), Math.min(to, stops));
		const times = first > from && first <= to ? [...new Set([first, ...grid])] : grid;
		const beats = times.map((at) => {
			const before = reportTimes(beat, seed, at - beat.everyMs - 1, at - 1).at(-1) ?? at;
			const last = first < at ? Math.max(before, first) : before;
			return { one, at, since: Math.max(last, origin), changed: false };
		});
		if (one.codec.senses !== 'bay') return beats;
		const changes = bayChanges(world, one.device, Math.max(from, startMs), to);
		return [...beats, ...changes.map((at) => ({ one, at, since: at, changed: true }))];
	}

	const block = keepLast(KEPT_BLOCKS, (number: number): Planned[] => {
		const from = number * BLOCK_MS;
		return heard
			.flatMap((one) => plan(one, from, from + BLOCK_MS))
			.flatMap((report) =>
				deliveries(seed, report.one.device, report.at).map((delay) => ({
					...report,
					sendAt: Math.round(report.at + delay)
				}))
			);
	});

	function speak({ one, at: exact, since, changed, sendAt }: Planned): SimulatedMessage {
		// Tasmota tells the time to the second.
		const at = one.network === 'tasmota' ? Math.floor(exact / 1_000) * 1_000 : exact;
		const { device, codec, intervalMs, envelope, channel } = one;
		const around = surroundingsOf(world, seed, one, at, since, changed);
		const values = measure(codec, around);
		const count = Math.max(0, Math.floor(((at - origin) / intervalMs) * speed));
		const frame = codec.frame?.(values, around) ?? { fPort: 0, decoded: {} };
		const wallTime = world.clock.shows(at);
		const report = { ...one, ...frame, at, wallTime, since, values, channel, count };
		return { ...envelope({ ...report, ...signalOf(seed, device, at) }), device, at, sendAt };
	}

	return {
		devices,
		unknown,
		world,
		due(fromMs, toMs) {
			const due: Planned[] = [];
			const last = Math.floor(toMs / BLOCK_MS);
			for (let b = Math.floor((fromMs - MOST_DELAY_MS) / BLOCK_MS) - 1; b <= last; b++) {
				due.push(...block(b).filter(({ sendAt }) => sendAt > fromMs && sendAt <= toMs));
			}
			return due
				.sort((a, b) => a.sendAt - b.sendAt || a.one.device.localeCompare(b.one.device, 'en'))
				.map(speak);
		},
		round: (at) =>
			devices.map((one) => {
				const since = at - one.intervalMs / speed;
				return speak({ one, at, since, changed: false, sendAt: at });
			}),
		history: (from, to, stepMs) => historyOf(world, devices, seed, origin, from, to, stepMs)
	};
}
