/** The names that an unknown codec may give a quantity and still be understood, and their units. */
import type { Metric } from '#lib/domain/metrics.ts';
import { fahrenheit, flag, millivolts, number, scaled, within, words } from './fields.ts';
import type { Convert } from './fields.ts';

export interface NamedQuantity {
	metric: Metric;
	convert: Convert;
	/**
	 * `stated`: the name says quantity and place or unit, and wins over a bare one.
	 * `air`: bare; read only where the object is plainly of an air sensor.
	 * `room`: read only where the object is plainly of a room, not of a parking bay.
	 */
	kind: 'stated' | 'air' | 'room';
}

/** Beyond these a bare number is in another unit or scale. */
const celsius = within(-20, 50);
/** One percent or less may be a fraction of one. */
const wholePercent = within(1.01, 100);
const ppm = within(300, 10_000);
const lux = within(0, 200_000);
const volts = within(1, 15);
/** At sea level and in the highlands; outside, the unit is another. */
const hectopascals = within(850, 1100);

/** A bare `battery` is percent or volts: above 40 it cannot be volts. */
const bareBattery: Convert = (raw) => {
	const value = within(41, 100)(raw);
	return typeof raw === 'number' && Number.isInteger(raw) ? value : null;
};

const bayWords = words(
	['occupied', 'busy', 'parked'],
	['free', 'vacant', 'empty', 'unoccupied', 'available']
);
const roomWords = words(
	['occupied', 'present', 'detected'],
	['unoccupied', 'vacant', 'absent', 'not detected', 'none']
);

/** True and false only: a 1 may be a count, a level or the first of several states. */
const yesOrNo: Convert = (raw) => (typeof raw === 'boolean' ? raw : null);
const roomState: Convert = (raw) => yesOrNo(raw) ?? roomWords(raw);
const wordOnly: Convert = (raw) => (typeof raw === 'string' ? bayWords(raw) : null);
const bayState: Convert = (raw) => flag(raw) ?? bayWords(raw);

const GROUPS: readonly [string, NamedQuantity][] = [
	[
		'air_temperature room_temperature indoor_temperature ambient_temperature temperature_air temperature_room temperature_indoor air_temp room_temp indoor_temp ambient_temp air_temperature_c room_temperature_c indoor_temperature_c',
		{ metric: 'temperature', convert: celsius, kind: 'stated' }
	],
	[
		'temperature temp temperature_c temp_c temperature_celsius temp_celsius temperature_deg_c',
		{ metric: 'temperature', convert: celsius, kind: 'air' }
	],
	[
		'relative_humidity air_humidity room_humidity indoor_humidity ambient_humidity air_relative_humidity humidity_rh rh rhum relative_hum',
		{ metric: 'humidity', convert: wholePercent, kind: 'stated' }
	],
	[
		'humidity_percent relative_humidity_percent humidity_pct rh_percent',
		{ metric: 'humidity', convert: within(0, 100), kind: 'stated' }
	],
	['humidity humi hum', { metric: 'humidity', convert: wholePercent, kind: 'air' }],
	[
		'co2 co2_ppm co2_concentration co2_concentration_ppm co2_pressure_compensated carbon_dioxide carbon_dioxide_ppm co2_level',
		{ metric: 'co2', convert: ppm, kind: 'stated' }
	],
	[
		'eco2 e_co2 co2eq co2_eq co2_equivalent equivalent_co2 eco2_ppm',
		{ metric: 'co2_estimate', convert: within(300, 65_000), kind: 'stated' }
	],
	[
		'lux illuminance_lux illuminance_lx light_lux light_intensity_lux ambient_light_lux light_level_lux',
		{ metric: 'illuminance', convert: lux, kind: 'stated' }
	],
	['illuminance', { metric: 'illuminance', convert: lux, kind: 'room' }],
	[
		'laeq la_eq sound_level_db sound_level_dba noise_db noise_dba noise_level_db sound_db sound_dba',
		{ metric: 'sound', convert: within(15, 140), kind: 'stated' }
	],
	// Of these only a unit beside the value tells what it is: lux or a level, dB or an index.
	[
		'light luminosity illumination light_level luminance',
		{ metric: 'illuminance', convert: () => null, kind: 'stated' }
	],
	['noise noise_level sound sound_level', { metric: 'sound', convert: () => null, kind: 'stated' }],
	['tvoc voc covt', { metric: 'tvoc', convert: () => null, kind: 'stated' }],
	['tvoc_ppb voc_ppb', { metric: 'tvoc_ppb', convert: number, kind: 'stated' }],
	['tvoc_ugm3 tvoc_ug_m3 voc_ugm3 voc_ug_m3', { metric: 'tvoc', convert: number, kind: 'stated' }],
	[
		'pm2_5 pm25 pm2.5 pm_2_5 pm2_5_ugm3 pm2_5_ug_m3 pm25_ugm3',
		{ metric: 'pm2_5', convert: within(0, 2000), kind: 'stated' }
	],
	[
		'barometric_pressure air_pressure atmospheric_pressure pressure_hpa pressure_mbar barometric_pressure_hpa air_pressure_hpa',
		{ metric: 'pressure', convert: hectopascals, kind: 'stated' }
	],
	// Without a unit beside it, bare pressure is a pipe's as well as the air's.
	['pressure', { metric: 'pressure', convert: () => null, kind: 'stated' }],
	[
		'pressure_pa barometric_pressure_pa air_pressure_pa',
		{ metric: 'pressure', convert: within(850, 1100, scaled(0.01)), kind: 'stated' }
	],
	[
		'battery_percent battery_percentage battery_pct battery_level_percent battery_level_percentage bat_percent bat_pct rem_batt_capacity rem_batt_capacity_sensor',
		{ metric: 'battery', convert: within(1, 100), kind: 'stated' }
	],
	['battery', { metric: 'battery', convert: bareBattery, kind: 'stated' }],
	[
		'battery_voltage battery_volt battery_volts battery_v batt_voltage batt_v bat_voltage bat_v batv vbat v_bat battery_voltage_v',
		{ metric: 'battery_voltage', convert: volts, kind: 'stated' }
	],
	[
		'battery_voltage_mv battery_mv batt_mv bat_mv batmv vbat_mv battery_millivolt',
		{ metric: 'battery_voltage', convert: within(1, 15, millivolts), kind: 'stated' }
	],
	[
		'parking_status parking_state bay_status parking_slot_status parking_spot_status parking_bay_status parking_space_status parking_space_state parking_occupancy',
		{ metric: 'occupied', convert: wordOnly, kind: 'stated' }
	],
	[
		'parking_occupied bay_occupied parking_bay_occupied parking_spot_occupied parking_space_occupied parking_slot_occupied vehicle_present car_present',
		{ metric: 'occupied', convert: bayState, kind: 'stated' }
	],
	['occupied occupancy presence pir', { metric: 'presence', convert: roomState, kind: 'room' }]
];

/** Read only where no Celsius name beside them says the same. */
const FAHRENHEIT =
	'temperature_f temp_f temperature_fahrenheit temp_fahrenheit air_temperature_f room_temperature_f indoor_temperature_f';

export const NAMED: ReadonlyMap<string, NamedQuantity> = new Map(
	GROUPS.flatMap(([group, quantity]) =>
		group.split(' ').map((name): [string, NamedQuantity] => [name, quantity])
	)
);

export const NAMED_FAHRENHEIT: ReadonlyMap<string, NamedQuantity> = new Map(
	FAHRENHEIT.split(' ').map((name): [string, NamedQuantity] => [
		name,
		{ metric: 'temperature', convert: within(-20, 50, fahrenheit), kind: 'air' }
	])
);

/** `relativeHumidity`, `Relative-Humidity (%)` and `relative_humidity` are one name. */
export function plainName(name: string): string {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.split(/[^a-z0-9.]+/)
		.filter((part) => part !== '')
		.join('_');
}
