/** What the store would hold, had the building been there: readings on a grid of steps, bays on change. */
import type { Metric } from '#lib/domain/metrics.ts';
import { metricSpec } from '#lib/domain/metrics.ts';
import type { Reading } from '#lib/domain/reading.ts';
import { bayChanges } from './bays.ts';
import { HOUR } from './building-clock.ts';
import { measure, type Values } from './codecs/codec.ts';
import type { SimulatedDevice } from './devices.ts';
import { MEASURES_SIGNAL } from './envelopes/index.ts';
import { reportTimes } from './report-times.ts';
import { surroundingsOf } from './surroundings.ts';
import type { World } from './world.ts';

/** Of batteries and radios a value an hour tells enough. */
const HOURLY = HOUR;

/**
 * Readings after `from` and up to `to`, epoch ms UTC, device by device in order of time;
 * every `stepMs`, but not more often than the device reports. A span that ends at the
 * origin closes what is counted there, so that the live counts can go on from it.
 */
export function* historyOf(
	world: World,
	devices: readonly SimulatedDevice[],
	seed: number,
	origin: number,
	from: number,
	to: number,
	stepMs: number
): Generator<Reading> {
	for (const one of devices) {
		const { silent, dead } = world.faults;
		if (one.device === silent) continue;
		const end = Math.min(to, origin, dead?.device === one.device ? dead.at : Infinity);
		if (one.codec.senses === 'bay') yield* bayHistory(world, one, seed, from, end);
		else yield* gridHistory(world, one, seed, { from, end, closes: end === origin, stepMs });
	}
}

function* bayHistory(world: World, one: SimulatedDevice, seed: number, from: number, end: number) {
	const beat = { device: one.device, everyMs: one.intervalMs };
	for (const at of reportTimes(beat, seed, from, end)) {
		yield* readingsAt(world, one, seed, at, at, false, true);
	}
	for (const at of bayChanges(world, one.device, from, end)) {
		yield* readingsAt(world, one, seed, at, at, true, true);
	}
}

function* gridHistory(
	world: World,
	one: SimulatedDevice,
	seed: number,
	{ from, end, closes, stepMs }: { from: number; end: number; closes: boolean; stepMs: number }
) {
	const step = Math.max(stepMs, one.intervalMs);
	let at = Math.floor(from / step) * step + step;
	for (; at <= end; at += step) {
		yield* readingsAt(world, one, seed, at, at - step, false, at % HOURLY === 0);
	}
	// The rest of the last step, which no live report will count.
	const last = at - step;
	if (closes && last < end && one.codec.senses === 'passages') {
		yield* readingsAt(world, one, seed, end, last, false, true);
	}
}

function* readingsAt(
	world: World,
	one: SimulatedDevice,
	seed: number,
	at: number,
	since: number,
	changed: boolean,
	whole: boolean
): Generator<Reading> {
	const around = surroundingsOf(world, seed, one, at, since, changed);
	const said: Values = measure(one.codec, around, (metric) => whole || !isOfTheDevice(metric));
	if (whole && MEASURES_SIGNAL.includes(one.network)) {
		said.rssi = around.values.rssi;
		said.snr = around.values.snr;
	}
	for (const [name, value] of Object.entries(said)) {
		const metric = name as Metric;
		const channel = channelOf(one, metric);
		yield {
			...{ device: one.device, channel, metric, value },
			...{ at, receivedAt: at, origin: 'simulation' as const }
		};
	}
}

function isOfTheDevice(metric: Metric): boolean {
	return metricSpec(metric).family === 'device';
}

function channelOf({ channel }: SimulatedDevice, metric: Metric): string {
	return metricSpec(metric).family === 'visitors' ? channel : '';
}
