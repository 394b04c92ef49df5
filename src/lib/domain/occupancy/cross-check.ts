/** Other witnesses of how many people are inside: a check of the counters, never the headline. */

/** A number with the band in which it lies nine times of ten. */
export interface Band {
	people: number;
	low: number;
	high: number;
}

/** CO2 by one adult at light work, L/s: Persily & de Jonge 2017, for Indonesian adults. */
const GENERATION_L_S = 0.0039;
/** Of the generation by age, size and activity, as a share. */
const GENERATION_SD = 0.2;
/** ppm: what two sensors differ by, and what outdoor air varies. */
const LEVEL_SD_PPM = 40;
/** Nine of ten. */
const BAND = 1.645;
const SECONDS_AN_HOUR = 3_600;
/** Fewer days do not tell how many visitors a vehicle brings. */
const ENOUGH_DAYS = 5;

/**
 * People by mass balance: what they breathe out is what the air gains plus what it carries off.
 * @param room m³, air changes an hour with their doubt as a share, air outdoors in ppm
 * @param from and `to`: mean CO2 of the room in ppm, `hours` apart
 */
export function peopleFromCo2(
	room: { volume: number; airChanges: number; airChangesSd: number; outdoor: number },
	from: number,
	to: number,
	hours: number
): Band {
	const litres = (room.volume * 1_000) / SECONDS_AN_HOUR / 1_000_000 / GENERATION_L_S;
	const above = Math.max(0, (from + to) / 2 - room.outdoor);
	const gained = (to - from) / hours;
	const people = litres * (gained + room.airChanges * above);
	const level = litres * LEVEL_SD_PPM * Math.hypot(room.airChanges, Math.SQRT2 / hours);
	const air = litres * room.airChanges * room.airChangesSd * above;
	const half = BAND * Math.hypot(level, air, GENERATION_SD * people);
	return band(people, half);
}

/**
 * People who came, told by the vehicles that did: by the ratio of the days before.
 * @returns null where too few days are known
 */
export function visitorsFromVehicles(
	vehicles: number,
	days: readonly { vehicles: number; visitors: number }[]
): Band | null {
	const logs = days
		.filter((day) => day.vehicles > 0 && day.visitors > 0)
		.map((day) => Math.log(day.visitors / day.vehicles));
	if (logs.length < ENOUGH_DAYS) return null;
	const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
	const spread = logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (logs.length - 1);
	const people = vehicles * Math.exp(mean);
	// Of the ratio from day to day, of its mean, and of the vehicles' own chance.
	const relative = Math.sqrt(spread * (1 + 1 / logs.length) + 1 / Math.max(1, vehicles));
	return band(people, BAND * relative * people);
}

/** By how many persons two bands miss each other; 0 where they meet. */
export function apart(one: Band, other: Band): number {
	return Math.max(0, one.low - other.high, other.low - one.high);
}

/** What a door has counted, against what it usually has by then. */
export interface DoorDeparture {
	door: string;
	/** in − out, counted and usual, persons. */
	net: number;
	usualNet: number;
	passages: number;
}

/**
 * The counter that explains best why the counted number is too low or too high: the one that
 * has departed most from its usual day that way, against its own chance.
 * @returns null where none departs that way
 */
export function suspectCounter(
	doors: readonly DoorDeparture[],
	counted: 'too-low' | 'too-high'
): string | null {
	let worst: { door: string; by: number } | null = null;
	for (const { door, net, usualNet, passages } of doors) {
		const departed =
			(counted === 'too-low' ? usualNet - net : net - usualNet) / Math.sqrt(passages + 1);
		if (departed > 1 && departed > (worst?.by ?? 0)) worst = { door, by: departed };
	}
	return worst?.door ?? null;
}

function band(people: number, half: number): Band {
	return {
		people: Math.max(0, people),
		low: Math.max(0, people - half),
		high: Math.max(0, people + half)
	};
}
