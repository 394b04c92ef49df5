/** The sample building's simulation, and the sample building with other devices in it. */
import { join } from 'node:path';
import type { Building } from '#floorplan/building.ts';
import { readBuilding } from '#floorplan/read-building.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Reading } from '#lib/domain/reading.ts';
import { decodeMessage } from '#ingest/decode-message.ts';
import { CODECS } from '../../simulator/codecs/index.ts';
import { createSimulation, type SimulatedMessage } from '../../simulator/simulator.ts';
import { ROOT } from '../support/process.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A Tuesday, 10.00 in the building. */
export const ORIGIN = Date.parse('2026-11-24T10:00:00+07:00');
/** Local midnight before it. */
export const TODAY = ORIGIN - 10 * HOUR;

export const sample = readBuilding(join(ROOT, 'floorplan', 'mpp-lubuklinggau'));

export function simulate(seed = 1, building: Building = sample, more: { speed?: number } = {}) {
	return createSimulation(building, { seed, origin: ORIGIN, ...more });
}

const NETWORKS = ['tts', 'chirpstack', 'plain', 'zigbee2mqtt', 'tasmota', 'xovis'];
const LORAWAN = ['tts', 'chirpstack'];

/** One of every model that the simulator knows, on every network that could carry it, in one hall. */
export function oneOfEveryModel(): Building {
	const hall = sample.levels
		.flatMap((level) => level.rooms.map((room) => ({ level: level.key, room })))
		.find(({ room }) => room.type === 'waiting');
	if (!hall) throw new Error('the sample building has no waiting hall');
	const devices = CODECS.flatMap((codec) =>
		codec.models.flatMap((model) => {
			const carriers = NETWORKS.filter((network) => {
				if (LORAWAN.includes(network)) return codec.frame !== undefined;
				if (codec.frame) return false;
				if (codec.senses === 'passages') return network === (codec.channel ? 'xovis' : 'plain');
				if (network === 'tasmota') return codec.senses === 'air' && !codec.measures.battery;
				return network === 'plain' || (network === 'zigbee2mqtt' && codec.measures.battery);
			});
			return carriers.map((network) => ({ brand: codec.brand ?? 'Any', model, network }));
		})
	).map((made, index) => ({
		...made,
		device: (0xa0_0000_0000 + index).toString(16).padStart(16, '0'),
		name: `${made.brand} ${made.model} ${made.network}`,
		intervalMs: 5 * MINUTE
	}));
	const placements = devices.map(({ device }) => ({
		...{ device, channel: '', level: hall.level, room: hall.room.key, at: hall.room.labelAt },
		...{ from: 0, to: null }
	}));
	return { ...sample, devices, placements };
}

/** What ingest makes of a message, as the river of a demo would. */
export function decode({ topic, payload, sendAt }: SimulatedMessage) {
	return decodeMessage(
		{ topic, payload: Buffer.from(payload), receivedAt: sendAt + 200, retained: false },
		{ timeZone: sample.timeZone, origin: 'simulation', profileOf: () => undefined }
	);
}

export function readingsOf(messages: readonly SimulatedMessage[]): Reading[] {
	return messages.flatMap((message) => decode(message).readings);
}

export function valuesOf(readings: Iterable<Reading>, device: string, metric: Metric): number[] {
	return [...readings]
		.filter((reading) => reading.device === device && reading.metric === metric)
		.sort((a, b) => a.at - b.at)
		.map(({ value }) => value);
}
