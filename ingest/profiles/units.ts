/** Units as codecs spell them, and how a value in one of them becomes the metric's unit. */
import type { Metric } from '#lib/domain/metrics.ts';
import { asObject, field, number, type Convert } from './fields.ts';

type Conversion = (value: number) => number;

const same: Conversion = (value) => value;
const thousandth: Conversion = (value) => value / 1000;
const hundredth: Conversion = (value) => value / 100;

/** By metric, by unit in lower case without blanks, dots and superscripts. */
const CONVERSIONS: Partial<Record<Metric, Readonly<Record<string, Conversion>>>> = {
	temperature: {
		'°c': same,
		c: same,
		'℃': same,
		cel: same,
		celsius: same,
		degc: same,
		'°f': (value) => Math.round(((value - 32) / 1.8) * 100) / 100,
		fahrenheit: (value) => Math.round(((value - 32) / 1.8) * 100) / 100
	},
	humidity: { '%': same, '%rh': same, percent: same },
	co2: { ppm: same },
	illuminance: { lx: same, lux: same },
	sound: { db: same, dba: same, 'db(a)': same },
	tvoc: { 'µg/m3': same, 'μg/m3': same, 'ug/m3': same },
	tvoc_ppb: { ppb: same },
	pm2_5: { 'µg/m3': same, 'μg/m3': same, 'ug/m3': same, 'µgm-3': same, 'μgm-3': same },
	pressure: { hpa: same, mbar: same, pa: hundredth, kpa: (value) => Math.round(value * 1e7) / 1e6 },
	battery: { '%': same, percent: same },
	battery_voltage: { v: same, mv: thousandth }
};

function plain(unit: string): string {
	return unit
		.toLowerCase()
		.replace(/[\s⋅·]/g, '')
		.replace('³', '3')
		.replace('⁻', '-');
}

/** What a value in a stated unit is in the metric's; null where the unit is not one of its units. */
export function inMetricUnit(metric: Metric, value: number, unit: string): number | null {
	const conversions = CONVERSIONS[metric];
	const name = plain(unit);
	if (!conversions || !Object.hasOwn(conversions, name)) return null;
	return conversions[name]?.(value) ?? null;
}

/** A value and its unit as a codec nests them (`{ value, unit }`) or writes them out (`21.4 °C`). */
export function quantity(raw: unknown): { value: number; unit: string } | null {
	const object = asObject(raw);
	const written =
		typeof raw === 'string' ? /^(-?\d+(?:\.\d+)?) ?([^\d\s.,()]\S*)$/.exec(raw) : null;
	const value = number(object ? field(object, 'value') : written?.[1]);
	const unit = object ? field(object, 'unit') : written?.[2];
	return value !== null && typeof unit === 'string' ? { value, unit } : null;
}

/** Reads a value with its unit by the unit that it states; anything else says nothing. */
export function stated(metric: Metric): Convert {
	return (raw) => {
		const read = quantity(raw);
		return read && inMetricUnit(metric, read.value, read.unit);
	};
}
