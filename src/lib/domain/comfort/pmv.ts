/** Predicted mean vote and predicted percentage dissatisfied, by ISO 7730:2005, Annex D. */
import { METRICS } from '../metrics.ts';
import { ok, refuse, type Result } from '../result.ts';
import { outside, type ValidRange } from './refusal.ts';

export const PMV_SOURCE = 'ISO 7730:2005';

export interface ThermalEnvironment {
	/** Air temperature, °C. */
	airTemperature: number;
	/** Mean radiant temperature, °C. */
	radiantTemperature: number;
	/** Air speed relative to the body, m/s. */
	airSpeed: number;
	/** Relative humidity, %. */
	humidity: number;
	/** Metabolic rate, met; 1 met is 58.15 W/m². */
	metabolicRate: number;
	/** Clothing insulation, clo; 1 clo is 0.155 m²·K/W. */
	clothing: number;
}

export interface ThermalVote {
	/** Mean vote of a large group, −3 cold to +3 hot. */
	pmv: number;
	/** Share of people who will be dissatisfied, %; never below 5. */
	ppd: number;
}

/** `no-solution`: the clothing's surface temperature did not settle. */
export type PmvRefusal = 'outside-range' | 'no-solution';

const CELSIUS = METRICS.temperature.unit;

/** ISO 7730:2005, clause 4.1; names as a reader of the command writes them. */
const RANGES: readonly (ValidRange & { of: keyof ThermalEnvironment })[] = [
	{ of: 'airTemperature', name: 'air temperature', min: 10, max: 30, unit: CELSIUS },
	{ of: 'radiantTemperature', name: 'mean radiant temperature', min: 10, max: 40, unit: CELSIUS },
	{ of: 'airSpeed', name: 'air speed', min: 0, max: 1, unit: 'm/s' },
	{ of: 'humidity', name: 'relative humidity', min: 0, max: 100, unit: '%' },
	{ of: 'metabolicRate', name: 'metabolic rate', min: 0.8, max: 4, unit: 'met' },
	{ of: 'clothing', name: 'clothing', min: 0, max: 2, unit: 'clo' }
];
const VAPOUR_PRESSURE: ValidRange = { name: 'vapour pressure', min: 0, max: 2_700, unit: 'Pa' };
const VOTE: ValidRange = { name: 'PMV', min: -2, max: 2, unit: '' };

const KELVIN = 273;
const WATT_PER_MET = 58.15;
const SQUARE_METRE_KELVIN_PER_CLO = 0.155;
/** Annex D stops at 150 steps and at a hundredth of a kelvin and a half. */
const MAX_STEPS = 150;
const SETTLED = 0.00015;

/** Vapour pressure as Annex D has it, Pa. Temperature in °C, humidity in %. */
export function vapourPressure(airTemperature: number, humidity: number): number {
	return humidity * 10 * Math.exp(16.6536 - 4030.183 / (airTemperature + 235));
}

/**
 * PMV and PPD, unrounded. The air speed is the one relative to the body; nothing is added to
 * it for movement. No external work.
 * @returns the reason instead of a number where ISO 7730 does not hold (clause 4.1): a quantity,
 * the vapour pressure (0 to 2,700 Pa) or the vote itself (−2 to +2) outside its range.
 */
export function thermalVote(environment: ThermalEnvironment): Result<ThermalVote, PmvRefusal> {
	for (const range of RANGES) {
		const refused = outside(environment[range.of], range, PMV_SOURCE);
		if (refused) return refused;
	}
	const { airTemperature, humidity } = environment;
	const pressure = vapourPressure(airTemperature, humidity);
	const damp = outside(pressure, VAPOUR_PRESSURE, PMV_SOURCE);
	if (damp) return damp;
	const vote = voteEquation(environment);
	if (vote === null) {
		return refuse('no-solution', 'the surface temperature of the clothing did not settle');
	}
	return outside(vote.pmv, VOTE, PMV_SOURCE) ?? ok(vote);
}

/**
 * The equation alone, also where the standard does not hold: for comparison with other
 * implementations, never for a page.
 * @returns null where it has no solution.
 */
export function voteEquation(environment: ThermalEnvironment): ThermalVote | null {
	const { airTemperature, radiantTemperature, airSpeed, humidity } = environment;
	const pressure = vapourPressure(airTemperature, humidity);
	const insulation = SQUARE_METRE_KELVIN_PER_CLO * environment.clothing;
	const heat = environment.metabolicRate * WATT_PER_MET;
	const area = insulation <= 0.078 ? 1 + 1.29 * insulation : 1.05 + 0.645 * insulation;
	const forced = 12.1 * Math.sqrt(airSpeed);
	const air = airTemperature + KELVIN;
	const radiant = radiantTemperature + KELVIN;

	// The surface temperature of the clothing in hundreds of kelvin, as Annex D iterates it.
	const p1 = insulation * area;
	const p2 = p1 * 3.96;
	const p3 = p1 * 100;
	const p4 = p1 * air;
	const p5 = 308.7 - 0.028 * heat + p2 * (radiant / 100) ** 4;
	let settled = (air + (35.5 - airTemperature) / (3.5 * (6.45 * insulation + 0.1))) / 100;
	let before = settled / 2;
	let convection = forced;
	for (let step = 0; Math.abs(settled - before) > SETTLED; step++) {
		if (step >= MAX_STEPS) return null;
		before = (before + settled) / 2;
		const natural = 2.38 * Math.abs(100 * before - air) ** 0.25;
		convection = Math.max(forced, natural);
		settled = (p5 + p4 * convection - p2 * before ** 4) / (100 + p3 * convection);
	}
	const surface = 100 * settled - KELVIN;

	const skin = 3.05 * 0.001 * (5733 - 6.99 * heat - pressure);
	const sweat = heat > WATT_PER_MET ? 0.42 * (heat - WATT_PER_MET) : 0;
	const latentBreath = 1.7 * 0.00001 * heat * (5867 - pressure);
	const dryBreath = 0.0014 * heat * (34 - airTemperature);
	const radiation = 3.96 * area * (settled ** 4 - (radiant / 100) ** 4);
	const convected = area * convection * (surface - airTemperature);
	const sensitivity = 0.303 * Math.exp(-0.036 * heat) + 0.028;
	const losses = skin + sweat + latentBreath + dryBreath + radiation + convected;
	const pmv = sensitivity * (heat - losses);
	return Number.isFinite(pmv) ? { pmv, ppd: dissatisfied(pmv) } : null;
}

/** Predicted percentage dissatisfied, %, by ISO 7730:2005, clause 5. */
export function dissatisfied(pmv: number): number {
	return 100 - 95 * Math.exp(-0.03353 * pmv ** 4 - 0.2179 * pmv ** 2);
}
