/** Invented objects, each with one trap that real codecs set somewhere. */
import type { Unseen } from './unseen.ts';

const trap = (
	device: string,
	decoded: unknown,
	reads: Unseen['reads'],
	more: Partial<Unseen> = {}
): Unseen => ({ device, source: 'invented', decoded, reads, ...more });

export const TRAPS: readonly Unseen[] = [
	trap(
		'Cayenne LPP',
		{
			temperature_1: 22.5,
			relative_humidity_2: 45.5,
			luminosity_3: 300,
			analog_in_4: 3.3,
			barometric_pressure_5: 1007.1
		},
		{ temperature: 22.5, humidity: 45.5, illuminance: 300, pressure: 1007.1 }
	),
	trap('Cayenne LPP, two thermometers', { temperature_1: 22.5, temperature_2: 4.1 }, {}),
	trap('Cayenne LPP, a lone thermometer', { temperature_3: 61.2, digital_in_1: 1 }, {}),
	trap(
		'Cayenne LPP in ChirpStack',
		{
			temperatureSensor: { '1': 23.1 },
			humiditySensor: { '2': 51 },
			analogInput: { '3': 3.6 },
			presenceSensor: { '4': 1 }
		},
		{ temperature: 23.1, humidity: 51 }
	),
	trap(
		'Fahrenheit by a unit',
		{ temperature: 44.6, humidity: 51, temperature_unit: 'F' },
		{
			humidity: 51
		}
	),
	trap('Fahrenheit by a unit, room by name', { room_temperature: 44.6, unit: '°F' }, {}),
	trap(
		'Fahrenheit beside the value',
		{ room_temperature: { value: 71.6, unit: '°F' } },
		{ temperature: 22 }
	),
	trap(
		'Fahrenheit by nothing',
		{ temperature: 72.5, humidity: 51 },
		{},
		{
			because: 'no room is at 72 °C, and without a thermometer nothing says it is air'
		}
	),
	trap('Fahrenheit by name', { temp_f: 71.6, humidity: 40 }, { temperature: 22, humidity: 40 }),
	trap(
		'both scales',
		{ temp_c: 22.1, temp_f: 71.8, humidity: 40 },
		{
			temperature: 22.1,
			humidity: 40
		}
	),
	trap('Kelvin', { temperature: 295.3, humidity: 40, co2: 600 }, { humidity: 40, co2: 600 }),
	trap('tenths of a degree', { temperature: 235, humidity: 455, co2: 612 }, { co2: 612 }),
	trap('a humidity of one', { temperature: 21.4, humidity: 0.43 }, {}),
	trap('an absolute humidity', { temperature: 21.4, absolute_humidity: 9.1 }, {}),
	trap(
		'probe and board',
		{ temperature_board: 31, temperature: 22.2, humidity: 48 },
		{ temperature: 22.2, humidity: 48 }
	),
	trap(
		'inside and outside',
		{ temperature: 22.2, temperature_external: 8, humidity: 48 },
		{
			humidity: 48
		}
	),
	trap(
		'extremes',
		{ temperature: 22.2, min_temp: 18, max_temp: 25, humidity: 48 },
		{ humidity: 48 }
	),
	trap(
		'two spellings',
		{ Temperature: 22.2, temperature: 25.1, humidity: 48 },
		{},
		{
			because: 'two that differ cancel each other'
		}
	),
	trap(
		'thresholds',
		{
			temperature_threshold: 28,
			humidity_threshold: 60,
			co2_threshold: 1000,
			temperature: 28,
			humidity: 60
		},
		{}
	),
	trap('a settings echo', { message_type: 'configuration', temperature: 25, humidity: 60 }, {}),
	trap('a start', { type: 'startup', temperature: 25, humidity: 60, occupied: true }, {}),
	trap('an upload of the past', { history: true, temperature: 25, humidity: 60 }, {}),
	trap('a clock of last year', { timestamp: 1700000000, temperature: 25, humidity: 60 }, {}),
	trap('a list of the past', { data: [{ temperature: 25, humidity: 60 }] }, {}),
	trap('a broken sensor', { error_code: 4, temperature: 25, humidity: 60 }, {}),
	trap(
		'no fault',
		{ error_code: 0, temperature: 25, humidity: 60 },
		{
			temperature: 25,
			humidity: 60
		}
	),
	trap('all bits set', { temperature: 3276.7, humidity: 255, co2: 65535, lux: 65535 }, {}),
	trap('minus 999', { temperature: -999, humidity: -999, co2: -999 }, {}),
	trap('words for numbers', { temperature: 'n/a', humidity: '', co2: 'NoSensor' }, {}),
	trap(
		'numbers in quotes',
		{ temperature: '21.5', humidity: '44' },
		{
			temperature: 21.5,
			humidity: 44
		}
	),
	trap('a padded number', { temperature: ' 21.5 ', humidity: '44,0' }, {}),
	trap('CO2 as a flag', { co2: 1, temperature: 21 }, {}),
	trap(
		'CO2 as a word',
		{ co2: 'good', temperature: 21, humidity: 45 },
		{
			temperature: 21,
			humidity: 45
		}
	),
	trap(
		'CO2 that is computed',
		{ co2: 640, iaq: 55, temperature: 21, humidity: 45 },
		{
			temperature: 21,
			humidity: 45
		}
	),
	trap('eCO2 named so', { CO2_equivalent: 640, tvoc: 90 }, { co2_estimate: 640 }),
	trap(
		'a battery in volts',
		{ battery: 3.6, temperature: 21, humidity: 45 },
		{
			temperature: 21,
			humidity: 45
		}
	),
	trap(
		'a battery in decivolts',
		{ battery: 36, temperature: 21, humidity: 45 },
		{
			temperature: 21,
			humidity: 45
		}
	),
	trap('a battery of 255', { battery_level: 254, battery_percent: 0.93 }, {}),
	trap(
		'a battery voltage in millivolts',
		{ battery_voltage: 3591, bat_mv: 3591 },
		{
			battery_voltage: 3.591
		}
	),
	trap('a battery voltage in decivolts', { battery_voltage: 36 }, {}),
	trap('a mains meter', { voltage: 231, current: 0.4, power: 88, energy: 12, temperature: 40 }, {}),
	trap('light as a level', { light: 3, light_level: 2, luminosity: 50 }, {}),
	trap(
		'a differential pressure',
		{ pressure: 950, temperature: 21, humidity: 45 },
		{
			temperature: 21,
			humidity: 45
		}
	),
	trap(
		'pressure in a stated unit',
		{ pressure: { value: 100712, unit: 'Pa' } },
		{
			pressure: 1007.12
		}
	),
	trap('a pipe', { pressure: { value: 3.2, unit: 'bar' } }, {}),
	trap(
		'an unknown state',
		{ occupancy: 'pending', temperature: 21, humidity: 45 },
		{
			temperature: 21,
			humidity: 45
		}
	),
	trap(
		'an occupancy of neither room nor bay',
		{ occupied: true, battery_voltage: 3.4 },
		{
			battery_voltage: 3.4
		}
	),
	trap('a movement of the device', { motion: true, x: 3, y: 4, z: 5 }, {}),
	trap(
		'a distance and a state, of a seat or a car',
		{ battery: 88, distance: 40, occupancy: 'occupied' },
		{ battery: 88 }
	),
	trap(
		'movement as a yes, light as a level',
		{ temperature: 21, humidity: 45, light: 3, motion: true },
		{ temperature: 21, humidity: 45 }
	),
	trap('counters that do not say which', { people_count: 154, count_in: 80, count_out: 74 }, {}),
	trap(
		'Airthings',
		{
			co2: 640,
			humidity: 41,
			temp: 21.3,
			pressure: 1002,
			radonShortTermAvg: 40,
			voc: 90,
			battery: 88
		},
		{ co2: 640, humidity: 41, temperature: 21.3, battery: 88 }
	),
	trap(
		'AirGradient',
		{ wifi: -46, rco2: 447, pm02: 3, atmp: 25.87, rhum: 43, tvocIndex: 51 },
		{ humidity: 43 }
	),
	trap(
		'Awair',
		{ score: 88, dew_point: 11, temp: 22.4, humid: 47, co2: 610, voc: 300, pm25: 4 },
		{
			temperature: 22.4,
			co2: 610,
			pm2_5: 4
		}
	),
	trap(
		'Ruuvi',
		{
			temperature: 21.9,
			humidity: 40.1,
			pressure: 100712,
			voltage: 2.9,
			accelX: 12,
			accelY: 3,
			accelZ: 1010
		},
		{ temperature: 21.9, humidity: 40.1 }
	),
	trap(
		'uRADMonitor',
		{
			temperature: 22.1,
			humidity: 44,
			pressure: 100200,
			voc: 120000,
			co2: 580,
			noise: 41,
			ch2o: 12,
			pm25: 6
		},
		{ temperature: 22.1, humidity: 44, co2: 580, pm2_5: 6 }
	),
	trap(
		'Laird RS1xx',
		{
			msgType: 'SendTempRH',
			batteryCapacity: '80-100%',
			alarmMsgCount: 0,
			temperature: '21.70',
			humidity: '45.31'
		},
		{ temperature: 21.7, humidity: 45.31 }
	),
	trap('SensoTerra', { depth: 30, moisture: 22.4, soil_temperature: 18, temperature: 24 }, {}),
	trap(
		'Comtac',
		{ battery_percent: 98, temperature: 4.2, temperature_min: 3.9, temperature_max: 5 },
		{
			battery: 98
		}
	),
	trap('Efento', { measurementType: 'HUMIDITY', value: 55, period: 300, batteryOk: true }, {}),
	trap('not an object', [1, 2, 3], {}),
	trap('nothing', null, {})
];
