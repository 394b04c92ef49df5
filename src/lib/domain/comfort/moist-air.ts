/** What temperature and relative humidity say together: dew point and water in the air. */
import { METRICS } from '../metrics.ts';
import { ok, type Result } from '../result.ts';
import { outside, type ValidRange } from './refusal.ts';

/** Magnus over water, coefficients of Sonntag (1990), as WMO-No. 8 gives them. */
export const MAGNUS_SOURCE = 'Magnus, Sonntag 1990 (WMO-No. 8)';

const TEMPERATURE: ValidRange = {
	name: 'air temperature',
	min: -45,
	max: 60,
	unit: METRICS.temperature.unit
};
/** Without any water there is no dew point; below one per cent no sensor tells it from none. */
const HUMIDITY: ValidRange = { name: 'relative humidity', min: 1, max: 100, unit: '%' };

/** g·K/J: turns hPa per kelvin into grams of water a cubic metre. */
const GRAM_KELVIN_PER_JOULE = 216.7;
const KELVIN = 273.15;

/** The temperature at which the air's water condenses, °C. Temperature in °C, humidity in %. */
export function dewPoint(temperature: number, humidity: number): Result<number, 'outside-range'> {
	const refused = refusal(temperature, humidity);
	if (refused) return refused;
	const gamma = Math.log(humidity / 100) + (17.62 * temperature) / (243.12 + temperature);
	return ok((243.12 * gamma) / (17.62 - gamma));
}

/** Water in the air, g/m³. Temperature in °C, humidity in %. */
export function absoluteHumidity(
	temperature: number,
	humidity: number
): Result<number, 'outside-range'> {
	const refused = refusal(temperature, humidity);
	if (refused) return refused;
	const saturated = 6.112 * Math.exp((17.62 * temperature) / (243.12 + temperature));
	const pressure = (saturated * humidity) / 100;
	return ok((GRAM_KELVIN_PER_JOULE * pressure) / (temperature + KELVIN));
}

function refusal(temperature: number, humidity: number) {
	return (
		outside(temperature, TEMPERATURE, MAGNUS_SOURCE) ?? outside(humidity, HUMIDITY, MAGNUS_SOURCE)
	);
}
