/** Indoor air by what people breathe out: CO2 above outdoor, in the categories of EN 16798-1. */
import { METRICS } from '../metrics.ts';
import { ok, type Result } from '../result.ts';
import { classOf, type Classes } from './basis.ts';
import { outside, type ValidRange } from './refusal.ts';

export const AIR_QUALITY_SOURCE = 'EN 16798-1:2019';

const [lowest, highest] = METRICS.co2.range;
const { unit } = METRICS.co2;
const INDOOR: ValidRange = { name: 'CO2', min: lowest, max: highest, unit };
/** What the open air holds today, near a road at most. */
const OUTDOOR: ValidRange = { name: 'outdoor CO2', min: 380, max: 600, unit };

export interface AirJudgement {
	/** The strictest category that is met; null: beyond all (category IV). */
	category: string | null;
	/** ppm; below zero where two sensors disagree. */
	above: number;
}

/** The category of a room's CO2. Both in ppm; categories as the building's files hold them. */
export function airCategory(
	indoor: number,
	outdoor: number,
	categories: Classes
): Result<AirJudgement, 'outside-range'> {
	const refused =
		outside(indoor, INDOOR, AIR_QUALITY_SOURCE) ?? outside(outdoor, OUTDOOR, AIR_QUALITY_SOURCE);
	if (refused) return refused;
	const above = indoor - outdoor;
	return ok({ category: classOf(categories, above), above });
}
