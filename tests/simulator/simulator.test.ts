import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Reading } from '#lib/domain/reading.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { readBuilding } from '#floorplan/read-building.ts';
import { decodeMessage } from '#ingest/decode-message.ts';
import { CODECS } from '../../simulator/codecs/index.ts';
import type { SimulatedMessage } from '../../simulator/envelopes.ts';
import { placedDevices } from '../../simulator/placed-devices.ts';
import { createSimulation, type SimulatedDevice } from '../../simulator/simulator.ts';
import { ROOT } from '../support/process.ts';

const START = Date.UTC(2026, 10, 24, 3, 17, 5, 120);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const building = readBuilding(join(ROOT, 'floorplan', 'mpp-lubuklinggau'));
const sample = placedDevices(building, START);

/** One of every model the simulator knows, on every network that could carry it. */
const everyModel: SimulatedDevice[] = CODECS.flatMap(({ brand, models, senses }) =>
	models.flatMap((model) =>
		(['sensirion', 'generic'].includes(brand) ? ['plain'] : ['tts', 'chirpstack']).map(
			(network) => ({ brand, model, network, senses })
		)
	)
).map(({ brand, model, network, senses }, index) => ({
	device: (0xa0_0000_0000 + index).toString(16).padStart(16, '0'),
	name: `${brand} ${model} ${network}`,
	brand,
	model,
	network,
	intervalMs: 5 * MINUTE,
	room: senses === 'bay' ? { key: 'yard', type: 'outdoor' } : { key: 'hall', type: 'waiting' }
}));

function read({ topic, payload, at }: SimulatedMessage) {
	return decodeMessage(
		{ topic, payload: Buffer.from(payload), receivedAt: at + 200, retained: false },
		{ timeZone: 'Asia/Jakarta', origin: 'simulation', profileOf: () => undefined }
	);
}

function valuesOf(messages: SimulatedMessage[], metric: Metric): number[] {
	const readings: Reading[] = messages.flatMap((message) => read(message).readings);
	return readings.filter((reading) => reading.metric === metric).map(({ value }) => value);
}

describe('the same seed gives the same messages', () => {
	const texts = (seed: number, startMs: number) =>
		createSimulation(sample, { seed, startMs, speed: 10 })
			.due(startMs - 1, startMs + MINUTE)
			.map(({ topic, payload, at }) => ({ topic, payload, at }));

	test('twice over', () => {
		expect(texts(7, START)).toEqual(texts(7, START));
		expect(texts(7, START).length).toBeGreaterThan(sample.length);
	});

	test('another seed gives others', () => {
		expect(texts(8, START)).not.toEqual(texts(7, START));
	});

	test('at another present the values are the same and the times are not', () => {
		const later = START + 30 * 24 * HOUR;
		const temperatures = (startMs: number) =>
			valuesOf(
				createSimulation(sample, { seed: 7, startMs }).due(startMs, startMs + HOUR),
				'temperature'
			);
		expect(temperatures(later)).toEqual(temperatures(START));
		expect(texts(7, later)).not.toEqual(texts(7, START));
	});

	test('however the time is cut into pieces', () => {
		const simulation = createSimulation([...sample, ...everyModel], { seed: 3, startMs: START });
		const end = START + 20 * MINUTE;
		const pieces: SimulatedMessage[] = [];
		for (let at = START - 1; at < end; at += 7_919) {
			pieces.push(...simulation.due(at, Math.min(at + 7_919, end)));
		}
		expect(pieces).toEqual(simulation.due(START - 1, end));
	});
});

test.each([0.5, 1, 10, 100])(
	'at speed %d every device reports within ten seconds, and then never later than its interval',
	(speed) => {
		const everyMs = (5 * MINUTE) / speed;
		const devices = everyModel.slice(0, 12);
		for (const device of devices) {
			const messages = createSimulation([device], { seed: 1, startMs: START, speed }).due(
				START - 1,
				START + 10 * everyMs
			);
			const times = messages.map(({ at }) => at);
			expect(times[0]! - START).toBeLessThanOrEqual(10_000);
			const gaps = times.slice(1).map((at, index) => at - times[index]!);
			expect(Math.max(...gaps)).toBeLessThanOrEqual(everyMs + 1);
			expect(Math.min(...gaps)).toBeGreaterThan(0);
		}
	}
);

describe('ingest reads every message without a refusal', () => {
	test.each([
		{ building: 'the sample building', devices: sample },
		{ building: 'one of every model', devices: everyModel }
	])('of $building', ({ devices }) => {
		const simulation = createSimulation(devices, { seed: 1, startMs: START });
		expect(simulation.unknown).toEqual([]);
		for (const at of [START, START + 3 * HOUR, START + 11 * HOUR]) {
			const messages = simulation.round(at);
			expect(messages).toHaveLength(devices.length);
			for (const message of messages) {
				const { readings, refused, unstamped } = read(message);
				expect({ message, refused, unstamped }).toEqual({ message, refused: [], unstamped: false });
				expect(readings.length).toBeGreaterThan(0);
				for (const reading of readings) {
					expect(reading).toMatchObject({ device: message.device, at: message.at });
				}
			}
		}
	});

	test.each(everyModel.map((device) => [device.name, device] as const))(
		'and finds in it what a %s is bought for',
		(_, device) => {
			const simulation = createSimulation([device], { seed: 1, startMs: START });
			const metrics = simulation.round(START).flatMap((m) => read(m).readings.map((r) => r.metric));
			const senses = CODECS.find(
				({ brand, models }) => brand === device.brand && models.includes(device.model)
			)!.senses;
			const wanted: Record<typeof senses, RegExp> = {
				air: /^(temperature|sound)$/,
				presence: /^presence$/,
				passages: /^count_in/,
				bay: /^occupied$/
			};
			expect(metrics).toContainEqual(expect.stringMatching(wanted[senses]));
		}
	);

	test('a message of The Things Stack says by itself that it is simulated', () => {
		const [device] = everyModel.filter(({ network }) => network === 'tts');
		const [message] = createSimulation([device!], { seed: 1, startMs: START }).round(START);
		const { readings } = decodeMessage(
			{
				topic: message!.topic,
				payload: Buffer.from(message!.payload),
				receivedAt: START,
				retained: false
			},
			{ timeZone: 'Asia/Jakarta', origin: 'device', profileOf: () => undefined }
		);
		expect(new Set(readings.map(({ origin }) => origin))).toEqual(new Set(['simulation']));
	});
});

describe('the day is plausible', () => {
	const simulation = createSimulation(sample, { seed: 1, startMs: START });
	const rounds = Array.from({ length: 13 }, (_, i) => simulation.round(START + (i * HOUR) / 2));
	const inRooms = (round: SimulatedMessage[], metric: Metric, type: string) => {
		const devices = sample.filter(({ room }) => room.type === type).map(({ device }) => device);
		return valuesOf(
			round.filter(({ device }) => devices.includes(device)),
			metric
		);
	};

	test('one waiting hall is too hot for its limit of 26 °C all day, and the others are not', () => {
		const hot = rounds.map(
			(round) => inRooms(round, 'temperature', 'waiting').filter((value) => value > 27).length
		);
		const halls = inRooms(rounds[0]!, 'temperature', 'waiting').length;
		expect(Math.min(...hot)).toBeGreaterThan(0);
		expect(Math.max(...hot)).toBeLessThan(halls / 2);
	});

	test('CO2 follows the visitors: high at 10.00, near outdoor air after closing', () => {
		const [morning, evening] = [rounds[0]!, simulation.round(START + 9 * HOUR)];
		const values = valuesOf(morning, 'co2');
		expect(Math.max(...values)).toBeGreaterThan(1_000);
		expect(Math.max(...values)).toBeLessThanOrEqual(1_330);
		expect(Math.max(...valuesOf(evening, 'co2'))).toBeLessThan(470);
	});

	test('humidity stays between 50 and 70 % indoors', () => {
		const values = rounds.flatMap((round) => inRooms(round, 'humidity', 'waiting'));
		expect(Math.min(...values)).toBeGreaterThan(50);
		expect(Math.max(...values)).toBeLessThan(70);
	});

	test('totals of the counters only grow, and more than a few visitors come', () => {
		const totals = rounds.map((round) => valuesOf(round, 'count_in_total'));
		for (const [index, line] of totals[0]!.entries()) {
			const series = totals.map((round) => round[index]!);
			expect(series).toEqual([...series].sort((a, b) => a - b));
			expect(series.at(-1)! - line).toBeGreaterThan(20);
		}
	});

	test('the increments of a counter add up to what its total grew by', () => {
		const counters = everyModel.filter(({ model }) => model === 'vs132');
		const messages = createSimulation(counters.slice(0, 1), { seed: 1, startMs: START })
			.due(START + 10 * MINUTE, START + 3 * HOUR)
			.slice(1);
		const totals = valuesOf(messages, 'count_in_total');
		const increments = valuesOf(messages.slice(1), 'count_in');
		expect(increments.reduce((sum, value) => sum + value, 0)).toBe(totals.at(-1)! - totals[0]!);
	});

	test('a bay reports each change at once, and repeats its state in between', () => {
		const bays = everyModel.filter(({ room }) => room.type === 'outdoor');
		for (const bay of bays) {
			const messages = createSimulation([bay], { seed: 1, startMs: START }).due(
				START,
				START + 5 * HOUR
			);
			const states = valuesOf(messages, 'occupied');
			expect(states).toHaveLength(messages.length);
			const isChange = (text: string) => /parking.status/.test(text);
			const changes = messages.map(({ payload }) => isChange(payload));
			expect(changes.filter(Boolean).length).toBeGreaterThan(1);
			for (let index = 1; index < states.length; index++) {
				expect(states[index] !== states[index - 1]).toBe(changes[index]);
			}
		}
	});
});

test('one device never speaks and one stops after two minutes, in rooms without another', () => {
	const speed = 10;
	const simulation = createSimulation(sample, { seed: 1, startMs: START, speed });
	const speaking = (from: number, to: number) =>
		new Set(simulation.due(START + from, START + to).map(({ device }) => device));
	const early = speaking(-1, 2 * MINUTE);
	const late = speaking(2 * MINUTE, 30 * MINUTE);
	const silent = sample.filter(({ device }) => !early.has(device));
	const stopped = sample.filter(({ device }) => early.has(device) && !late.has(device));
	expect([silent.length, stopped.length]).toEqual([1, 1]);
	expect(silent[0]!.room.key).not.toBe(stopped[0]!.room.key);
});

test('a device is simulated in the room where it is placed at the time, and in no other', () => {
	const [placement] = building.placements;
	const { device } = placement!;
	const elsewhere = building.placements.find(({ room }) => room !== placement!.room)!;
	const moved = {
		...building,
		placements: [
			{ ...placement!, to: START },
			{ ...placement!, room: elsewhere.room, from: START }
		]
	};
	const roomAt = (at: number) =>
		placedDevices(moved, at).find((d) => d.device === device)!.room.key;
	expect([roomAt(START - 1), roomAt(START)]).toEqual([placement!.room, elsewhere.room]);
});

test('a device of a model or a network that is not known is named, and the others speak', () => {
	const [first, second] = everyModel;
	const strangers = [
		{ ...first!, brand: 'Acme', model: 'X1' },
		{ ...second!, network: 'sigfox' }
	];
	const simulation = createSimulation([...strangers, everyModel[2]!], { seed: 1, startMs: START });
	expect(simulation.unknown).toEqual(['Acme X1 (tts)', 'milesight am307 (sigfox)']);
	expect(simulation.round(START)).toHaveLength(1);
});
