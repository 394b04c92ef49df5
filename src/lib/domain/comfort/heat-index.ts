/** How hot humid air feels in the shade: Rothfusz's regression of Steadman's table. */
import { METRICS } from '../metrics.ts';
import { ok, type Result } from '../result.ts';
import { outside, type ValidRange } from './refusal.ts';

export const HEAT_INDEX_SOURCE = 'Rothfusz, NWS SR 90-23 (1990)';

/** The regression was fitted from 80 °F and 40 % up; Steadman's table ends at 50 °C. */
const TEMPERATURE: ValidRange = {
	name: 'air temperature',
	min: 27,
	max: 50,
	unit: METRICS.temperature.unit
};
const HUMIDITY: ValidRange = { name: 'relative humidity', min: 40, max: 100, unit: '%' };

/** °C. Temperature in °C, humidity in %. */
export function heatIndex(temperature: number, humidity: number): Result<number, 'outside-range'> {
	const refused =
		outside(temperature, TEMPERATURE, HEAT_INDEX_SOURCE) ??
		outside(humidity, HUMIDITY, HEAT_INDEX_SOURCE);
	return refused ?? ok(regression(temperature, humidity));
}

/** Coefficients for °C, converted from those of NWS SR 90-23 for °F. */
function regression(t: number, r: number): number {
	return (
		-8.784695 +
		1.61139411 * t +
		2.338549 * r -
		0.14611605 * t * r -
		1.2308094e-2 * t ** 2 -
		1.6424828e-2 * r ** 2 +
		2.211732e-3 * t ** 2 * r +
		7.2546e-4 * t * r ** 2 -
		3.582e-6 * t ** 2 * r ** 2
	);
}
