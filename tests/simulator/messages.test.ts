import { describe, expect, test } from 'vitest';
import { decodeMessage } from '#ingest/decode-message.ts';
import { CODECS } from '../../simulator/codecs/index.ts';
import { createSimulation, type SimulatedMessage } from '../../simulator/simulator.ts';
import {
	decode,
	HOUR,
	MINUTE,
	oneOfEveryModel,
	ORIGIN,
	sample,
	simulate
} from './sample-simulation.ts';

const every = oneOfEveryModel();

describe('the same seed gives the same messages', () => {
	const messages = (seed: number) =>
		simulate(seed, sample, { speed: 10 }).due(ORIGIN - 1, ORIGIN + MINUTE);

	test('twice over', () => {
		expect(messages(7)).toEqual(messages(7));
		expect(messages(7).length).toBeGreaterThan(sample.devices.length);
	});

	test('another seed gives others', () => {
		expect(messages(8)).not.toEqual(messages(7));
	});

	test('however the time is cut into pieces', () => {
		const end = ORIGIN + 10 * MINUTE;
		const pieces: SimulatedMessage[] = [];
		const simulation = simulate(3, sample, { speed: 10 });
		for (let at = ORIGIN - 1; at < end; at += 7_919) {
			pieces.push(...simulation.due(at, Math.min(at + 7_919, end)));
		}
		expect(pieces).toEqual(simulate(3, sample, { speed: 10 }).due(ORIGIN - 1, end));
	});

	test('a start that is later goes on with the same values at the same times', () => {
		const startMs = ORIGIN + 2 * HOUR;
		const span = [startMs + 10 * MINUTE, startMs + 20 * MINUTE] as const;
		const of = (simulation: ReturnType<typeof simulate>) =>
			simulation.due(...span).filter(({ device }) => device !== simulation.world.faults.stopping);
		const later = createSimulation(sample, { seed: 1, origin: ORIGIN, startMs });
		expect(of(later)).toEqual(of(simulate(1)));
	});
});

test.each([0.5, 1, 10, 100])(
	'at speed %d a device reports within ten seconds, and then never later than its interval',
	(speed) => {
		const everyMs = (5 * MINUTE) / speed;
		const simulation = simulate(1, every, { speed });
		const messages = simulation.due(ORIGIN - 1, ORIGIN + 6 * everyMs);
		const { silent, dead, stopping } = simulation.world.faults;
		const missing = [silent, dead?.device, stopping];
		const well = every.devices.filter(({ device }) => !missing.includes(device));
		for (const { device, network } of well.slice(0, 20)) {
			const own = messages.filter((message) => message.device === device);
			const times = [...new Set(own.map(({ at }) => at))].sort((a, b) => a - b);
			expect(times[0]! - ORIGIN).toBeLessThanOrEqual(10_000);
			const gaps = times.slice(1).map((at, index) => at - times[index]!);
			// Tasmota's clock shows whole seconds; a late message may still be on its way at the end.
			const slack = network === 'tasmota' ? 1_000 : 1;
			expect(Math.max(...gaps.slice(0, -1))).toBeLessThanOrEqual(2 * everyMs + slack);
			expect(gaps.filter((gap) => gap > everyMs + slack).length).toBeLessThanOrEqual(1);
		}
	}
);

describe('ingest reads every message without a refusal', () => {
	test.each([
		{ devices: 'the sample building', building: sample },
		{ devices: 'one of every model on every network', building: every }
	])('of $devices', ({ building }) => {
		const simulation = simulate(1, building);
		expect(simulation.unknown).toEqual([]);
		for (const at of [ORIGIN, ORIGIN + 3 * HOUR + 137, ORIGIN + 11 * HOUR]) {
			const messages = simulation.round(at);
			expect(messages).toHaveLength(building.devices.length);
			for (const message of messages) {
				const { readings, refused, unstamped } = decode(message);
				expect({ message, refused, unstamped }).toEqual({ message, refused: [], unstamped: false });
				expect(readings.length).toBeGreaterThan(0);
				for (const reading of readings) {
					expect(reading).toMatchObject({
						device: message.device,
						at: message.at,
						origin: 'simulation'
					});
				}
			}
		}
	});

	test('and finds in it what each model is bought for', () => {
		const simulation = simulate(1, every);
		const wanted = {
			air: /^(temperature|sound)$/,
			presence: /^presence$/,
			passages: /^count_in/,
			bay: /^occupied$/
		};
		for (const message of simulation.round(ORIGIN)) {
			const one = simulation.devices.find(({ device }) => device === message.device)!;
			const metrics = decode(message).readings.map(({ metric }) => metric);
			expect({ name: one.name, metrics }).toEqual({
				name: one.name,
				metrics: expect.arrayContaining([expect.stringMatching(wanted[one.codec.senses])])
			});
		}
		expect(new Set(every.devices.map(({ network }) => network)).size).toBe(6);
		expect(simulation.devices.length).toBeGreaterThan(CODECS.length);
	});

	test('the sample building speaks over six networks', () => {
		const networks = new Set(simulate().devices.map(({ network }) => network));
		expect([...networks].sort()).toEqual([
			'chirpstack',
			'plain',
			'tasmota',
			'tts',
			'xovis',
			'zigbee2mqtt'
		]);
	});

	test('a message of The Things Stack says by itself that it is simulated', () => {
		const { device } = sample.devices.find(({ network }) => network === 'tts')!;
		const message = simulate()
			.round(ORIGIN)
			.find((one) => one.device === device)!;
		const { topic, payload } = message;
		const { readings } = decodeMessage(
			{ topic, payload: Buffer.from(payload), receivedAt: ORIGIN, retained: false },
			{ timeZone: 'Asia/Jakarta', origin: 'device', profileOf: () => undefined }
		);
		expect(new Set(readings.map(({ origin }) => origin))).toEqual(new Set(['simulation']));
	});
});

test('about one message in a hundred comes twice and one late, and none from before the start', () => {
	const messages = simulate(1, sample, { speed: 20 }).due(ORIGIN - 1, ORIGIN + HOUR);
	const late = messages.filter(({ at, sendAt }) => sendAt - at > 10_000);
	const copies = messages.length - new Set(messages.map(({ payload }) => payload)).size;
	for (const part of [late.length / messages.length, copies / messages.length]) {
		expect(part).toBeGreaterThan(0.005);
		expect(part).toBeLessThan(0.015);
	}
	expect(Math.min(...messages.map(({ at }) => at))).toBeGreaterThan(ORIGIN - 1_001);
	expect(Math.max(...messages.map(({ at, sendAt }) => sendAt - at))).toBeLessThan(5 * MINUTE);
});

test('a copy is recognised by ingest where the network names its uplinks', () => {
	const messages = simulate(1, sample, { speed: 20 }).due(ORIGIN - 1, ORIGIN + HOUR / 2);
	const seen = new Map<string, SimulatedMessage>();
	const pairs = messages.flatMap((message) => {
		const before = seen.get(message.payload);
		seen.set(message.payload, message);
		return before && /^(v3|application)\//.test(message.topic) ? [[before, message] as const] : [];
	});
	expect(pairs.length).toBeGreaterThan(3);
	for (const [first, second] of pairs) {
		expect(decode(second).uplinkKey).toBe(decode(first).uplinkKey);
	}
});

test('a device of a model, a network or a place that is not known is named, and the others speak', () => {
	const [first, second, third, fourth] = every.devices;
	const devices = [
		{ ...first!, brand: 'Acme', model: 'X1' },
		{ ...second!, network: 'sigfox' },
		{ ...third!, device: 'nowhere' },
		fourth!
	];
	const simulation = simulate(1, { ...every, devices });
	expect(simulation.unknown).toEqual([
		`Acme X1 (${first!.network})`,
		`${second!.brand} ${second!.model} (sigfox)`,
		`${third!.brand} ${third!.model} (${third!.network}) without a place`
	]);
	expect(simulation.round(ORIGIN)).toHaveLength(1);
});

test('a device is simulated in the room where it is placed at the time, and in no other', () => {
	const [placement] = sample.placements;
	const elsewhere = sample.placements.find(({ room }) => room !== placement!.room)!;
	const placements = [
		{ ...placement!, to: ORIGIN },
		{ ...placement!, room: elsewhere.room, level: elsewhere.level, from: ORIGIN }
	];
	const roomAt = (startMs: number) =>
		createSimulation({ ...sample, placements }, { seed: 1, origin: ORIGIN - HOUR, startMs })
			.devices[0]!.room;
	expect([roomAt(ORIGIN - 1), roomAt(ORIGIN)]).toEqual([placement!.room, elsewhere.room]);
});
