/** Why an index has no number: a quantity lies outside the range its source holds for. */
import { refuse } from '../result.ts';

/** A quantity of an index, its range (inclusive) and the unit as printed; '' where it has none. */
export interface ValidRange {
	name: string;
	min: number;
	max: number;
	unit: string;
}

/** The refusal of a value outside a range, as a sentence; null where the value is inside. */
export function outside(
	value: number,
	{ name, min, max, unit }: ValidRange,
	source: string
): ReturnType<typeof refuse<'outside-range'>> | null {
	if (value >= min && value <= max) return null;
	const after = unit === '' || unit === '%' ? unit : ` ${unit}`;
	return refuse(
		'outside-range',
		`${name} ${shown(value)}${after} is outside ${min} to ${max}${after}, the range of ${source}`
	);
}

/** A number that is no number is named as such, and no more digits than a reader compares. */
function shown(value: number): string {
	return Number.isFinite(value) ? String(Math.round(value * 1_000) / 1_000) : 'that is no number';
}
