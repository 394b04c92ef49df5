/** The air of the rooms: plausible, not computed from a model of heat and air flows. */
import type { RoomType } from '#floorplan/building.ts';
import { drawFor, wander } from './random.ts';
import { DAY, HOUR, MINUTE, type Visits } from './service-day.ts';

export interface SimulatedRoom {
	key: string;
	type: RoomType;
}

export interface Air {
	/** °C. */
	temperature: number;
	/** % relative. */
	humidity: number;
	/** ppm. */
	co2: number;
	/** lx. */
	illuminance: number;
	/** dB(A). */
	sound: number;
	/** µg/m³. */
	pm2_5: number;
	/** ppb. */
	tvoc: number;
	/** hPa. */
	pressure: number;
}

/** Of a room type while the building is in service: °C, ppm above outdoors when full, lx, dB(A). */
interface RoomAir {
	temperature: number;
	co2: number;
	illuminance: number;
	sound: number;
}

const ROOM_AIR: Record<RoomType, RoomAir> = {
	work: { temperature: 24.6, co2: 420, illuminance: 340, sound: 50 },
	waiting: { temperature: 25.2, co2: 470, illuminance: 300, sound: 62 },
	lobby: { temperature: 26.2, co2: 380, illuminance: 380, sound: 64 },
	corridor: { temperature: 26.0, co2: 300, illuminance: 160, sound: 56 },
	service: { temperature: 25.8, co2: 240, illuminance: 200, sound: 52 },
	prayer: { temperature: 24.8, co2: 330, illuminance: 220, sound: 42 },
	child: { temperature: 24.6, co2: 360, illuminance: 320, sound: 58 },
	server: { temperature: 21.5, co2: 40, illuminance: 20, sound: 60 },
	outdoor: { temperature: 31.5, co2: 0, illuminance: 24_000, sound: 60 },
	void: { temperature: 26, co2: 200, illuminance: 200, sound: 55 }
};

/** The waiting hall whose cooling has failed, and the one whose ventilation has; null: no hall. */
export function faultyHalls(rooms: readonly SimulatedRoom[], seed: number) {
	const halls = rooms
		.filter(({ type }) => type === 'waiting')
		.sort((a, b) => drawFor(seed, a.key, 'fault') - drawFor(seed, b.key, 'fault'));
	return { hot: halls[0]?.key ?? null, stuffy: halls.at(-1)?.key ?? null };
}

/** What is true of the room at the time of the building's clock. */
export function airOf(
	room: SimulatedRoom,
	faults: ReturnType<typeof faultyHalls>,
	visits: Visits,
	seed: number,
	clock: number
): Air {
	const usual = ROOM_AIR[room.type];
	const outdoor = room.type === 'outdoor';
	const sun = Math.max(0, Math.sin((((clock % DAY) - 6 * HOUR) / (12 * HOUR)) * Math.PI));
	// Air answers late to those who breathe it: the crowd of the last half hour counts.
	const crowd =
		[0, 10, 20, 30].reduce((sum, ago) => sum + visits.crowd(clock - ago * MINUTE), 0) / 4;
	const own = (what: string) => drawFor(seed, room.key, what) * 2 - 1;
	const drift = (what: string, period: number) => wander(clock, period, seed, room.key, what);

	const cooling = outdoor ? 0 : 0.25 * drift('cooling', 6 * MINUTE);
	const warmth = outdoor ? (sun - 0.8) * 4 : 0.6 * own('temperature') + 0.8 * crowd - 0.5;
	const fault = room.key === faults.hot ? 2.8 : 0;
	const temperature =
		usual.temperature + warmth + fault + cooling + 0.35 * drift('temperature', 45 * MINUTE);

	const stuffy = room.key === faults.stuffy ? 1.7 : 1;
	const breath = usual.co2 * (1 + 0.2 * own('co2')) * stuffy * Math.min(crowd, 1);
	const co2 = 420 + breath * (1 + 0.06 * drift('breath', 9 * MINUTE)) + 6 * drift('co2', MINUTE);

	return {
		temperature,
		// The water in the air stays; warmer air holds it at a lower relative humidity.
		humidity: outdoor
			? 74 - (temperature - 31) * 3
			: 62 - (temperature - 25) * 2 + 2.5 * drift('humidity', 30 * MINUTE),
		co2: Math.min(1_300, Math.max(405, co2)),
		illuminance: usual.illuminance * (outdoor ? sun : 1 + 0.08 * drift('light', 12 * MINUTE)),
		sound: usual.sound + 4 * Math.min(crowd, 1) - 3 + 2 * drift('sound', 2 * MINUTE),
		pm2_5: 16 + 5 * wander(clock, 3 * HOUR, seed, 'pm2_5') + 2 * drift('pm2_5', 20 * MINUTE),
		tvoc: 140 + 60 * Math.min(crowd, 1) + 30 * drift('tvoc', 15 * MINUTE),
		// Near the equator pressure follows the clock: twice a day up and down.
		pressure: 1_002 + 1.4 * Math.cos(((clock % DAY) / HOUR - 10) * (Math.PI / 6))
	};
}
