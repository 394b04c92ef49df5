/** More codecs' published examples, gathered after the profiles stood, to try them on. */
import type { Unseen } from './unseen.ts';

const TTN = 'TheThingsNetwork/lorawan-devices:vendor/';
const ACTILITY = 'actility/device-catalog:vendors/';

const sample = (variable: string, value: number, unit?: string, date = '2026-11-24T03:40:00Z') =>
	unit === undefined ? { variable, value, date } : { variable, value, date, unit };

export const MORE: readonly Unseen[] = [
	{
		device: 'Tektelic Breeze, air',
		source: `${ACTILITY}tektelic/drivers/breeze/examples.json`,
		fPort: 10,
		decoded: {
			fPort: 10,
			raw: '03 67 00 0A 04 68 28',
			relative_humidity: '20.0',
			temperature: '1.0'
		},
		reads: { temperature: 1, humidity: 20 }
	},
	{
		device: 'Tektelic Breeze, CO2',
		source: `${ACTILITY}tektelic/drivers/breeze/examples.json`,
		fPort: 10,
		decoded: {
			barometric_pressure: '900.0',
			co2_pressure_compensated: 480,
			fPort: 10,
			rem_batt_capacity_sensor: 86
		},
		reads: { pressure: 900, co2: 480, battery: 86 }
	},
	{
		device: 'Tektelic Breeze, motion',
		source: `${ACTILITY}tektelic/drivers/breeze/examples.json`,
		fPort: 10,
		decoded: { fPort: 10, motion_event_count: 2, temperature: '-5.2' },
		reads: {}
	},
	{
		device: 'Tektelic Comfort, magnet',
		source: `${ACTILITY}tektelic/drivers/comfort-vivid/examples.json`,
		fPort: 10,
		decoded: {
			hall_effect_count: 5,
			hall_effect_state: 'Magnet Absent',
			relative_humidity: '10.0'
		},
		reads: { humidity: 10 }
	},
	{
		device: 'Tektelic Comfort, light',
		source: `${ACTILITY}tektelic/drivers/comfort-vivid/examples.json`,
		fPort: 10,
		decoded: { extconnector_state: 'Low(short-circuit)', light_detected: 'Bright' },
		reads: {}
	},
	{
		device: 'Nexelec Rise, periodic',
		source: `${ACTILITY}nexelec/drivers/sign/examples.json`,
		fPort: 1,
		decoded: {
			averageNoise: { unit: 'dB', value: 120 },
			co2: { unit: 'ppm', value: 1505 },
			covt: 'Deconnected sensor',
			humidity: { unit: '%RH', value: 66.7 },
			luminosity: 'Deconnected sensor',
			peakNoise: { unit: 'dB', value: 35 },
			temperature: { unit: '°C', value: 23.2 },
			typeOfMessage: 'Periodic data',
			typeOfProduct: 'Rise LoRa'
		},
		reads: { co2: 1505, humidity: 66.7, temperature: 23.2 }
	},
	{
		device: 'Nexelec Sign, periodic',
		source: `${ACTILITY}nexelec/drivers/sign/examples.json`,
		fPort: 1,
		decoded: {
			co2: { unit: 'ppm', value: 7195 },
			covt: { unit: 'ug/m3', value: 1154 },
			humidity: { unit: '%RH', value: 61.4 },
			luminosity: { unit: 'lux', value: 2765 },
			occupancyRate: { unit: '%', value: 0 },
			temperature: { unit: '°C', value: 23.6 },
			typeOfMessage: 'Periodic data'
		},
		reads: { co2: 7195, tvoc: 1154, humidity: 61.4, illuminance: 2765, temperature: 23.6 }
	},
	{
		device: 'Nexelec Feel, history',
		source: `${ACTILITY}nexelec/drivers/sign/examples.json`,
		fPort: 1,
		decoded: {
			co2: { unit: 'ppm', value: [1600, 1600] },
			numberOfRecord: 2,
			periodBetweenRecord: { unit: 'minutes', value: 15 },
			typeOfMessage: 'CO2 Historical Data'
		},
		reads: {}
	},
	{
		device: 'Nexelec Air+, settings',
		source: `${ACTILITY}nexelec/drivers/air-plus/examples.json`,
		fPort: 1,
		decoded: {
			typeOfMessage: 'Product Function Configuration',
			realtimePeriod: { value: 50, unit: 'min' },
			deltaTemperature: { value: 17.5, unit: '°C' },
			deltaCO: { value: 470, unit: 'ppm' }
		},
		reads: {}
	},
	{
		device: 'Nexelec Air+, a thermometer in error',
		source: `${ACTILITY}nexelec/drivers/air-plus/examples.json`,
		fPort: 1,
		decoded: {
			typeOfMessage: 'Real Time',
			coConcentration: { value: 2, unit: 'ppm' },
			temperature: 'Error',
			relativeHumidity: { value: 70, unit: '%RH' },
			iaqGlobal: 'Bad'
		},
		reads: { humidity: 70 }
	},
	{
		device: 'Nexelec Atmo, a list of single fields',
		source: `${ACTILITY}nexelec/drivers/generic/examples.json`,
		fPort: 1,
		decoded: {
			payload: [{ Type_of_message: 'Real_Time' }, { 'Total_CO2(ppm)': 604 }, { Pressure: 1015 }]
		},
		reads: {}
	},
	{
		device: 'Terabee, counting stopped',
		source: `${ACTILITY}terabee/drivers/pc-l-xl/examples.json`,
		fPort: 1,
		decoded: { count_in: 0, count_out: 0, flags: { TPC_STOPPED: 1 } },
		reads: {},
		because: 'the zeros of a counter that has stopped are no counts'
	},
	{
		device: 'Terabee People Occupancy Counting',
		source: `${ACTILITY}terabee/drivers/tb-poc/examples.json (values invented)`,
		fPort: 83,
		decoded: { data: { flags: {}, zone_global: 5, zone_0: 3, zone_1: 0, zone_2: 'not set' } },
		reads: { people_count: 5, 'people_count@zone_0': 3, 'people_count@zone_1': 0 }
	},
	{
		device: 'Terabee People Occupancy Counting, warming up',
		source: `${ACTILITY}terabee/drivers/tb-poc/examples.json`,
		fPort: 83,
		decoded: { data: { flags: { WARMUP: 1 }, zone_global: 0, zone_0: 0 } },
		reads: {}
	},
	{
		device: 'Terabee, active zones',
		source: `${ACTILITY}terabee/drivers/tb-poc/examples.json`,
		fPort: 101,
		decoded: { data: { cmd: { name: 'CMD_GET_ACTIVE_ZONES', value: { zone_0: true } } } },
		reads: {}
	},
	{
		device: 'Watteco Hygrotemp’O, humidity',
		source: `${ACTILITY}watteco/drivers/hygrotempo_v1.1/examples.json`,
		fPort: 125,
		decoded: { samples: [sample('humidity', 37.21, '%RH')], humidity: 37.21, humidity_unit: '%RH' },
		reads: { humidity: 37.21 }
	},
	{
		device: 'Watteco, a lone thermometer',
		source: `${ACTILITY}watteco/drivers/hygrotempo_v1.1/examples.json`,
		fPort: 125,
		decoded: {
			samples: [sample('temperature', 29.53, 'Cel')],
			temperature: 29.53,
			temperature_unit: 'Cel'
		},
		reads: {}
	},
	{
		device: 'Watteco, a batch',
		source: `${ACTILITY}watteco/drivers/climo_v1.1/examples.json`,
		fPort: 125,
		decoded: {
			samples: [
				sample('temperature', 28.7),
				sample('humidity', 37),
				sample('battery_voltage', 3.707)
			],
			temperature: 28.7,
			humidity: 37,
			battery_voltage: 3.707
		},
		reads: { temperature: 28.7, humidity: 37, battery_voltage: 3.707 }
	},
	{
		device: 'Watteco Atm’O, its version',
		source: `${ACTILITY}watteco/drivers/atmo_v1.1/examples.json`,
		fPort: 125,
		decoded: {
			samples: [{ variable: 'firmware', value: '3.5.2.5602', date: '2026-11-24T03:40:00Z' }],
			firmware: '3.5.2.5602'
		},
		reads: {}
	},
	{
		device: 'Thermokon NOVOS',
		source: `${ACTILITY}thermokon/drivers/generic/examples.json`,
		fPort: 1,
		decoded: { RHUM: 46, TEMP: 23.8, VBAT: 1560, VISIBLE_LIGHT: 43 },
		reads: { humidity: 46, temperature: 23.8 },
		because: 'VBAT is in millivolts and does not say so'
	},
	{
		device: 'Thermokon JOY',
		source: `${ACTILITY}thermokon/drivers/joy lrw/examples.json`,
		fPort: 2,
		decoded: {
			HB_DEVICE_TYPE: 1537,
			SETPOINT_HEAT: 21,
			SETPOINT_COOL: 23,
			SETPOINT_OFFSET: 1,
			SETPOINT_ABSOLUTE: 22,
			SENSOR_INTERN: 22.2
		},
		reads: {}
	},
	{
		device: 'Thermokon, occupancy',
		source: `${ACTILITY}thermokon/drivers/generic/examples.json`,
		fPort: 1,
		decoded: { DEV_KEY: 16385, OCCU0_CNT: 0, OCCU0_STATE: 0, REED0_CNT: 0, REED0_STATE: 0 },
		reads: {}
	},
	{
		device: 'Browan TBWL100',
		source: `${TTN}browan/tbwl100-codec.yaml`,
		fPort: 106,
		decoded: {
			battery: 3.6,
			humidity: 40,
			humidityChanged: 0,
			status: 1,
			temperature: 22,
			temperatureBoard: 23,
			temperatureChanged: 0
		},
		reads: { battery_voltage: 3.6, humidity: 40, temperature: 22 },
		because: 'a status of water is no presence'
	},
	{
		device: 'Netvox R718CK',
		source: `${TTN}netvox/r718ck-codec.yaml`,
		fPort: 6,
		decoded: { Device: 'R718CK', Volt: 3.6, Temp: -10.5 },
		reads: { battery_voltage: 3.6 },
		because: 'a thermocouple'
	},
	{
		device: 'Netvox R311G',
		source: `${TTN}netvox/r311g-codec.yaml`,
		fPort: 6,
		decoded: { Device: 'R311G', Volt: 3, Illuminance: 120 },
		reads: { battery_voltage: 3, illuminance: 120 }
	},
	{
		device: 'MClimate flood sensor',
		source: `${TTN}mclimate/flood-sensor-codec.yaml`,
		fPort: 2,
		decoded: { reason: 'keepalive', boxTamper: true, flood: false, battery: 3216 },
		reads: {}
	},
	{
		device: 'Milesight EM500-PP',
		source: `${TTN}milesight-iot/em500-pp-codec.yaml`,
		fPort: 85,
		decoded: { battery: 92, pressure: 990 },
		reads: { battery: 92 },
		because: 'kilopascals of a pipe'
	},
	{
		device: 'Decentlab DL-ATM41',
		source: `${TTN}decentlab/dl-atm41-codec.yaml`,
		fPort: 1,
		decoded: {
			air_temperature: { displayName: 'Air temperature', unit: '°C', value: 26.4 },
			atmospheric_pressure: { displayName: 'Atmospheric pressure', unit: 'kPa', value: 95.96 },
			battery_voltage: { displayName: 'Battery voltage', unit: 'V', value: 3.061 },
			device_id: 858,
			protocol_version: 2,
			relative_humidity: { displayName: 'Relative humidity', unit: '%', value: 52.4 },
			sensor_temperature_internal: { displayName: 'Sensor temperature', unit: '°C', value: 26.5 },
			vapor_pressure: { displayName: 'Vapor pressure', unit: 'kPa', value: 1.8 }
		},
		reads: { temperature: 26.4, pressure: 959.6, battery_voltage: 3.061, humidity: 52.4 }
	}
];
