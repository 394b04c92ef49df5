/**
 * Every quantity the building measures, and the only place a unit is spelled.
 * A value outside `range` is a fault of the sensor, never a fact about the room.
 */

/** A name in both languages of the product. */
export interface Words {
	id: string;
	en: string;
}

/**
 * How a quantity behaves over time, which decides how it may be summarised:
 * `gauge` has a mean; `state` is 0 or 1 and holds until the next reading;
 * `increment` is added up; `total` only grows and is differenced when read.
 */
export type MetricKind = 'gauge' | 'state' | 'increment' | 'total';

export interface MetricSpec {
	/** As printed beside the number: `°C`, `%`, `ppm`, `bool` (0 or 1), `people`. */
	unit: string;
	/** Inclusive bounds of what a working sensor can report. */
	range: readonly [number, number];
	/** Digits after the decimal mark, when shown. */
	decimals: number;
	kind: MetricKind;
	/** The InfluxDB measurement and the family a page groups it under. */
	family: 'climate' | 'parking' | 'visitors' | 'device';
	name: Words;
}

/** Counters of 32 bits are the widest in the field; beyond this a total is noise. */
const TOTAL_MAX = 2 ** 32 - 1;
/** More people than this through one line in one report is a broken counter. */
const INCREMENT_MAX = 100_000;

export const METRICS = {
	temperature: {
		unit: '°C',
		range: [-20, 60],
		decimals: 1,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'Suhu', en: 'Temperature' }
	},
	humidity: {
		unit: '%',
		range: [0, 100],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'Kelembapan', en: 'Humidity' }
	},
	co2: {
		// Background air never falls below 300 ppm; 0 is a sensor without its module.
		unit: 'ppm',
		range: [300, 10_000],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'Kadar CO₂', en: 'CO₂ level' }
	},
	co2_estimate: {
		unit: 'ppm',
		range: [300, 65_000],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'CO₂ setara (perkiraan)', en: 'CO₂ equivalent (estimate)' }
	},
	illuminance: {
		unit: 'lx',
		range: [0, 200_000],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'Cahaya', en: 'Light' }
	},
	sound: {
		unit: 'dB',
		range: [0, 140],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'Bising', en: 'Sound level' }
	},
	tvoc: {
		unit: 'µg/m³',
		range: [0, 100_000],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'TVOC', en: 'TVOC' }
	},
	tvoc_ppb: {
		unit: 'ppb',
		range: [0, 65_000],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'TVOC', en: 'TVOC' }
	},
	pm2_5: {
		unit: 'µg/m³',
		range: [0, 2_000],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'PM2,5', en: 'PM2.5' }
	},
	pm10: {
		unit: 'µg/m³',
		range: [0, 2_000],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'PM10', en: 'PM10' }
	},
	pressure: {
		unit: 'hPa',
		range: [500, 1_100],
		decimals: 0,
		kind: 'gauge',
		family: 'climate',
		name: { id: 'Tekanan udara', en: 'Air pressure' }
	},
	presence: {
		unit: 'bool',
		range: [0, 1],
		decimals: 0,
		kind: 'state',
		family: 'climate',
		name: { id: 'Kehadiran', en: 'Presence' }
	},
	occupied: {
		unit: 'bool',
		range: [0, 1],
		decimals: 0,
		kind: 'state',
		family: 'parking',
		name: { id: 'Petak terisi', en: 'Bay occupied' }
	},
	count_in: {
		unit: 'people',
		range: [0, INCREMENT_MAX],
		decimals: 0,
		kind: 'increment',
		family: 'visitors',
		name: { id: 'Masuk (selang)', en: 'In (interval)' }
	},
	count_out: {
		unit: 'people',
		range: [0, INCREMENT_MAX],
		decimals: 0,
		kind: 'increment',
		family: 'visitors',
		name: { id: 'Keluar (selang)', en: 'Out (interval)' }
	},
	count_in_total: {
		unit: 'people',
		range: [0, TOTAL_MAX],
		decimals: 0,
		kind: 'total',
		family: 'visitors',
		name: { id: 'Masuk (kumulatif)', en: 'In (running total)' }
	},
	count_out_total: {
		unit: 'people',
		range: [0, TOTAL_MAX],
		decimals: 0,
		kind: 'total',
		family: 'visitors',
		name: { id: 'Keluar (kumulatif)', en: 'Out (running total)' }
	},
	people_count: {
		unit: 'people',
		range: [0, 10_000],
		decimals: 0,
		kind: 'gauge',
		family: 'visitors',
		name: { id: 'Jumlah orang', en: 'People' }
	},
	battery: {
		unit: '%',
		range: [0, 100],
		decimals: 0,
		kind: 'gauge',
		family: 'device',
		name: { id: 'Baterai', en: 'Battery' }
	},
	battery_voltage: {
		unit: 'V',
		range: [0.5, 60],
		decimals: 2,
		kind: 'gauge',
		family: 'device',
		name: { id: 'Tegangan baterai', en: 'Battery voltage' }
	},
	rssi: {
		unit: 'dBm',
		range: [-160, 20],
		decimals: 0,
		kind: 'gauge',
		family: 'device',
		name: { id: 'Kuat sinyal', en: 'Signal strength' }
	},
	snr: {
		unit: 'dB',
		range: [-40, 40],
		decimals: 0,
		kind: 'gauge',
		family: 'device',
		name: { id: 'Rasio sinyal', en: 'Signal-to-noise ratio' }
	},
	device_temperature: {
		unit: '°C',
		range: [-40, 125],
		decimals: 0,
		kind: 'gauge',
		family: 'device',
		name: { id: 'Suhu perangkat', en: 'Device temperature' }
	}
} as const satisfies Record<string, MetricSpec>;

export type Metric = keyof typeof METRICS;

/** True for the name of a quantity; never for inherited names such as `constructor`. */
export function isMetric(name: string): name is Metric {
	return Object.hasOwn(METRICS, name);
}

/** The catalogue row of a quantity, widened so that rows can be compared. */
export function metricSpec(metric: Metric): MetricSpec {
	return METRICS[metric];
}
