/** Outdoors in the lowlands of South Sumatra: warm and damp, a cloudy noon, rain on some afternoons. */
import { DAY, HOUR, type BuildingClock } from './building-clock.ts';
import { drawFor, wander } from './random.ts';

export interface Weather {
	/** °C. */
	temperature: number;
	/** °C. */
	dewPoint: number;
	/** 0 at night to 1 under a clear noon. */
	sun: number;
	/** 1 with the sun due east to -1 due west; it passes nearly overhead. */
	eastness: number;
	/** hPa. */
	pressure: number;
}

const MEAN_C = 27.4;
const SWING_C = 4.4;
const COOLEST = 5.5 * HOUR;
const WARMEST = 13.75 * HOUR;
const RAINY_DAYS = 0.35;

export function weatherAt(seed: number, clock: BuildingClock, at: number): Weather {
	const day = clock.dayOf(at);
	const time = at - clock.startOf(day);
	const light = Math.max(0, Math.sin(((time - 6 * HOUR) / (12 * HOUR)) * Math.PI));
	const cloud = 0.75 + 0.25 * wander(at, 50 * 60_000, seed, 'cloud');
	const shower = rain(seed, day, time);
	const mean = MEAN_C + 0.9 * wander(at, DAY, seed, 'weather');
	const temperature = mean + SWING_C * swing(time) - 3.2 * shower;
	const dewPoint = 23 + 0.7 * wander(at, 9 * HOUR, seed, 'dew') + 0.4 * shower;
	return {
		temperature,
		// Before sunrise there is dew on everything, and no air is damper than that.
		dewPoint: Math.min(dewPoint, temperature - 0.5),
		sun: light * cloud * (1 - 0.8 * shower),
		eastness: Math.cos(((time - 6 * HOUR) / (12 * HOUR)) * Math.PI),
		// Near the equator pressure follows the clock: twice a day up and down.
		pressure: 1_002 + 1.4 * Math.cos((time / HOUR - 10) * (Math.PI / 6))
	};
}

/** -1 before sunrise to 1 after noon: up in 8 hours, down in 16. */
function swing(time: number): number {
	const since = (((time - COOLEST) % DAY) + DAY) % DAY;
	const rise = WARMEST - COOLEST;
	return since < rise
		? -Math.cos((since / rise) * Math.PI)
		: Math.cos(((since - rise) / (DAY - rise)) * Math.PI);
}

function rain(seed: number, day: number, time: number): number {
	if (drawFor(seed, 'rain', day) > RAINY_DAYS) return 0;
	const middle = (14.5 + 2.5 * drawFor(seed, 'shower', day)) * HOUR;
	return Math.max(0, 1 - Math.abs(time - middle) / (1.3 * HOUR));
}
