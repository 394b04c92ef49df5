/** The devices of a building as they would report: a pure function of the building, the seed and the time. */
import { airOf, faultyHalls, type SimulatedRoom } from './air.ts';
import { bayAt, bayChanges } from './bay.ts';
import { codecOf } from './codecs/index.ts';
import type { Codec, Surroundings } from './codecs/codec.ts';
import { ENVELOPES, signalOf, type SimulatedMessage } from './envelopes.ts';
import { drawFor, wander } from './random.ts';
import { createVisits, MINUTE, passagesOf, STARTS_AT } from './service-day.ts';

export interface SimulatedDevice {
	/** The network's id: an EUI in lower-case hex, or a name. */
	device: string;
	name: string;
	/** A name of ENVELOPES. */
	network: string;
	brand: string;
	model: string;
	/** ms between reports when nothing changes. */
	intervalMs: number;
	room: SimulatedRoom;
}

export interface SimulationOptions {
	seed: number;
	/** The moment of the present (epoch ms) at which the building's own clock says Tuesday, 10.00. */
	startMs: number;
	/** How many times as often as its interval a device reports; the building's clock runs as ever. */
	speed?: number;
}

export interface Simulation {
	/** Devices that nobody can speak for, as `brand model (network)`. */
	unknown: readonly string[];
	/** What is sent after `fromMs` and up to `toMs` (epoch ms), in order of time. */
	due(fromMs: number, toMs: number): SimulatedMessage[];
	/** One report of every device at the moment, the silent one too. */
	round(atMs: number): SimulatedMessage[];
}

/** A device says something within this time of being switched on, as after a join. */
const FIRST_REPORT_MS = 10_000;
/** Then the one device stops that is there to be seen growing stale. */
const STOPS_AFTER_MS = 2 * MINUTE;
/** With fewer devices than this, none is spared to be silent. */
const ENOUGH_DEVICES = 6;

interface Speaker extends SimulatedDevice {
	codec: Codec;
	/** ms between its reports at the simulation's speed. */
	everyMs: number;
}

export function createSimulation(
	devices: readonly SimulatedDevice[],
	{ seed, startMs, speed = 1 }: SimulationOptions
): Simulation {
	const unknown = new Set<string>();
	const speakers = devices.flatMap((device): Speaker[] => {
		const codec = codecOf(device.brand, device.model);
		if (codec && ENVELOPES[device.network]) {
			return [{ ...device, codec, everyMs: device.intervalMs / speed }];
		}
		unknown.add(`${device.brand} ${device.model} (${device.network})`);
		return [];
	});
	const visits = createVisits(seed);
	const faults = faultyHalls(
		devices.map(({ room }) => room),
		seed
	);
	const { silent, stopping } = missing(speakers, seed);
	const clockAt = (atMs: number) => STARTS_AT + atMs - startMs;

	function surroundings({ device, room, everyMs }: Speaker, at: number, changed: boolean) {
		const clock = clockAt(at);
		const air = airOf(room, faults, visits, seed, clock);
		// A sensor is never exact: its own error stays with it.
		const bias = (what: string) => drawFor(seed, device, what) * 2 - 1;
		air.temperature += 0.2 * bias('temperature') + 0.05 * wander(clock, 20_000, seed, device);
		air.humidity += 1.5 * bias('humidity');
		air.co2 = Math.max(400, air.co2 + 15 * bias('co2') + 4 * wander(clock, 15_000, seed, device));
		return {
			air,
			presence: wander(clock, 4 * MINUTE, seed, room.key, 'presence') > 0.2 - visits.crowd(clock),
			// Made when asked for: a thermometer need not count a day's visitors.
			get passages() {
				const now = passagesOf(visits, seed, device, clock);
				const before = passagesOf(visits, seed, device, clock - everyMs);
				return {
					inTotal: now.in,
					outTotal: now.out,
					inPeriod: now.in - before.in,
					outPeriod: now.out - before.out
				};
			},
			get bay() {
				const { occupied, since } = bayAt(seed, device, clock);
				const before = bayAt(seed, device, since - 1);
				return { occupied, secondsBefore: (since - before.since) / 1000 };
			},
			changed,
			battery: {
				percent: 62 + 38 * drawFor(seed, device, 'battery'),
				volts: 3 + 0.3 * drawFor(seed, device, 'battery')
			},
			caseTemperature: air.temperature + 3
		} satisfies Surroundings;
	}

	function report(speaker: Speaker, at: number, changed: boolean): SimulatedMessage[] {
		const wrap = ENVELOPES[speaker.network];
		if (!wrap) return [];
		const frame = speaker.codec.frame(surroundings(speaker, at, changed));
		const count = Math.max(0, Math.floor((at - startMs) / speaker.everyMs));
		return [wrap({ ...speaker, ...frame, at, count, ...signalOf(seed, speaker.device, at) })];
	}

	function reportsOf(speaker: Speaker, fromMs: number, toMs: number): SimulatedMessage[] {
		if (speaker.device === silent) return [];
		const end = speaker.device === stopping ? Math.min(toMs, startMs + STOPS_AFTER_MS) : toMs;
		const times = reportTimes(speaker, seed, startMs, fromMs, end);
		const changes =
			speaker.codec.senses === 'bay'
				? bayChanges(seed, speaker.device, clockAt(fromMs), clockAt(end))
				: [];
		return [
			...times.flatMap((at) => report(speaker, at, false)),
			...changes.flatMap((clock) => report(speaker, Math.ceil(clock - STARTS_AT + startMs), true))
		];
	}

	return {
		unknown: [...unknown],
		due: (fromMs, toMs) =>
			speakers
				.flatMap((speaker) => reportsOf(speaker, fromMs, toMs))
				.sort((a, b) => a.at - b.at || a.device.localeCompare(b.device, 'en')),
		round: (atMs) => speakers.flatMap((speaker) => report(speaker, atMs, false))
	};
}

/** Moments of the interval after `from` and up to `to`, spread so that no two devices go in step. */
function reportTimes(
	{ device, everyMs }: Speaker,
	seed: number,
	startMs: number,
	from: number,
	to: number
): number[] {
	const phase = drawFor(seed, device, 'phase');
	const first = Math.round(startMs + phase * Math.min(everyMs, FIRST_REPORT_MS));
	const times = first > from && first <= to ? [first] : [];
	// Where the interval is as short as that, the first report is the interval's own.
	const origin = startMs + phase * everyMs + (everyMs > FIRST_REPORT_MS ? 0 : everyMs);
	for (let k = Math.max(0, Math.ceil((from - origin) / everyMs)); ; k++) {
		const at = Math.round(origin + k * everyMs);
		if (at > to) return times;
		if (at > from) times.push(at);
	}
}

/**
 * The device that never speaks and the one that soon stops, so that a screen shows "unknown"
 * and "stale": preferably alone in their rooms, and the stopping one of the shortest interval.
 */
function missing(speakers: readonly Speaker[], seed: number) {
	const air = speakers.filter(({ codec }) => codec.senses === 'air');
	if (speakers.length < ENOUGH_DEVICES) return { silent: undefined, stopping: undefined };
	const company = ({ room }: Speaker) => air.filter((other) => other.room.key === room.key).length;
	const chance = ({ device }: Speaker) => drawFor(seed, device, 'missing');
	const [stopping, ...others] = [...air].sort(
		(a, b) => company(a) - company(b) || a.intervalMs - b.intervalMs || chance(a) - chance(b)
	);
	const silent = others.sort((a, b) => company(a) - company(b) || chance(a) - chance(b))[0];
	return { silent: silent?.device, stopping: stopping?.device };
}
