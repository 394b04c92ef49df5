/** Climate sensors outside the collection, mostly as their codecs' published examples yield them. */
import type { Unseen } from './unseen.ts';

const TTN = 'TheThingsNetwork/lorawan-devices:vendor/';
const ACTILITY = 'actility/device-catalog:vendors/';
const CHIRPSTACK = 'chirpstack/chirpstack-device-profiles:vendors/';

export const CLIMATE: readonly Unseen[] = [
	{
		device: 'Tektelic Smart Room',
		source: `${TTN}tektelic/t00048xx-codec.yaml`,
		fPort: 10,
		decoded: { ambient_temperature: 1, relative_humidity: 20 },
		reads: { temperature: 1, humidity: 20 }
	},
	{
		device: 'Talkpool OY1100',
		source: `${TTN}talkpool/oy1100-codec.yaml`,
		fPort: 1,
		decoded: { RelativeHumidity: 42.3, Temperature: 30.1 },
		reads: { temperature: 30.1, humidity: 42.3 }
	},
	{
		device: 'Adeunis Comfort CO2',
		source: `${TTN}adeunis/comfort-co2-codec.yaml`,
		fPort: 1,
		decoded: {
			bytes: {
				type: '0x6a Comfort CO2 data',
				status: { frameCounter: 4, hardwareError: false, lowBattery: false },
				decodingInfo: 'values: [t=0, t-1, t-2, ...]',
				temperature: { unit: '°C', values: [43.5, 43.6] },
				humidity: { unit: '%', values: [62, 63] },
				co2: { unit: 'ppm', values: [420, 421] }
			}
		},
		reads: { temperature: 43.5, humidity: 62, co2: 420 },
		because: 'the first of each list is the present one; the rest is history'
	},
	{
		device: 'Adeunis Breath',
		source: `${TTN}adeunis/breath-codec.yaml`,
		fPort: 1,
		decoded: {
			bytes: {
				type: '0x6d Breath periodic data',
				status: { frameCounter: 4, hardwareError: false, sensorError: false },
				decodingInfo: 'values: [t=0, t-1, t-2, ...]',
				tvoc: { unit: 'µg/m3', values: [435, 435] },
				pm10: { unit: 'µg/m3', values: [62, 62] },
				pm25: { unit: 'µg/m3', values: [30, 30] }
			}
		},
		reads: { tvoc: 435, pm2_5: 30 }
	},
	{
		device: 'Adeunis Temp 4',
		source: `${TTN}adeunis/temp-codec.yaml`,
		fPort: 1,
		decoded: {
			bytes: {
				type: '0x57 Temp 4 periodic data',
				status: { frameCounter: 4, hardwareError: false },
				decodingInfo: 'values: [t=0, t-1, t-2, ...]',
				temperatures: [{ name: 'temperature 1', unit: '°C', values: [43.5, 50] }]
			}
		},
		reads: {},
		because: 'its probes may be anywhere'
	},
	{
		device: 'Milesight AM305L',
		source: `${ACTILITY}milesight-iot/drivers/am305l/examples.json`,
		fPort: 85,
		decoded: { battery: 85, temperature: 24.5, humidity: 55.5, co2: 800, als_level: 2, Lux: 350 },
		reads: { battery: 85, temperature: 24.5, humidity: 55.5, co2: 800, illuminance: 350 }
	},
	{
		device: 'Milesight WS203',
		source: `${ACTILITY}milesight-iot/drivers/ws203/examples/ws203.examples.json`,
		fPort: 100,
		decoded: { battery: 100, humidity: 50.5, occupancy: 'vacant', temperature: 30.8 },
		reads: { battery: 100, humidity: 50.5, presence: false, temperature: 30.8 }
	},
	{
		device: 'Milesight VS370',
		source: `${ACTILITY}milesight-iot/drivers/vs370/examples/vs370.examples.json`,
		fPort: 100,
		decoded: { battery: 100, illuminance: 'dim', occupancy: 'occupied' },
		reads: { battery: 100, presence: true },
		because: '`dim` is no number of lux'
	},
	{
		device: 'Milesight EM500-LGT',
		source: `${ACTILITY}milesight-iot/drivers/em500-lgt/examples/em500-lgt.examples.json`,
		fPort: 100,
		decoded: { battery: 100, illumination: 80 },
		reads: { battery: 100, illuminance: 80 }
	},
	{
		device: 'Milesight EM300-SLD',
		source: `${CHIRPSTACK}milesight/codecs/test_decode_em300-sld-zld.json`,
		decoded: { battery: 92, temperature: 30.8, humidity: 50.5, leakage_status: 'normal' },
		reads: { battery: 92, temperature: 30.8, humidity: 50.5 }
	},
	{
		device: 'Milesight EM500-PT100',
		source: `${CHIRPSTACK}milesight/codecs/test_decode_em500-pt100.json`,
		decoded: { battery: 100, temperature: 30 },
		reads: { battery: 100 },
		because: 'a thermometer by itself is a probe, here in a pipe'
	},
	{
		device: 'Milesight TS101',
		source: `${ACTILITY}milesight-iot/drivers/ts101/examples/ts101.examples.json`,
		fPort: 100,
		decoded: { battery: 100, temperature: 26.3 },
		reads: { battery: 100 },
		because: 'it is stuck into grain'
	},
	{
		device: 'Milesight EM500-SMT',
		source: `${ACTILITY}milesight-iot/drivers/em500-smt/examples/em500-smt.examples.json`,
		fPort: 100,
		decoded: { battery: 92, temperature: 21.7, humidity: 5.14, ec: 4353 },
		reads: { battery: 92 },
		because: 'temperature and humidity are the soil’s'
	},
	{
		device: 'Milesight WT101 radiator valve',
		source: `${TTN}milesight-iot/wt101-codec.yaml`,
		fPort: 85,
		decoded: {
			battery: 97,
			target_temperature: 30,
			temperature: 26.6,
			valve_opening: 100,
			motor_stroke: 0,
			motor_position: 0
		},
		reads: { battery: 97 }
	},
	{
		device: 'Milesight WT303 thermostat',
		source: `${ACTILITY}milesight-iot/drivers/wt303/examples/wt303.examples.json`,
		fPort: 100,
		decoded: {
			fan_mode: 'auto',
			humidity: 56.7,
			system_status: 'on',
			target_temperature: 2.5,
			temperature: 2.35,
			temperature_alarm: { type: 'lower range error' },
			temperature_data_source: 'ntc'
		},
		reads: { humidity: 56.7 },
		because: 'two temperatures, one of them a wish, and an alarm about the range'
	},
	{
		device: 'MClimate PIR Mini, light sensor off',
		source: `${ACTILITY}mclimate/drivers/pir-mini/examples.json`,
		fPort: 2,
		decoded: {
			sensorTemperature: 24,
			relativeHumidity: 59.77,
			lux: 0,
			luxStatus: 'disabled',
			batteryVoltage: 3.36,
			occupied: true,
			pirTriggerCount: 18
		},
		reads: { temperature: 24, humidity: 59.77, battery_voltage: 3.36, presence: true },
		because: '0 lx is what a sensor that is off says'
	},
	{
		device: 'MClimate HT sensor answering a setting',
		source: `${ACTILITY}mclimate/drivers/ht-sensor-v2/examples.json`,
		fPort: 2,
		decoded: {
			temperatureCompensation: { negativeCompensation: true, compensation: 1.5 },
			sensorTemperature: 22.8,
			relativeHumidity: 15.63,
			batteryVoltage: 3.54,
			thermistorProperlyConnected: false,
			extThermistorTemperature: 0
		},
		reads: { temperature: 22.8, humidity: 15.63, battery_voltage: 3.54 },
		because: 'no thermistor is connected: its 0 °C is none'
	},
	{
		device: 'MClimate fan coil thermostat',
		source: `${ACTILITY}mclimate/drivers/fan-coil/examples.json`,
		fPort: 1,
		decoded: {
			actualFanSpeed: 6,
			deviceStatus: 1,
			operationalMode: 1,
			relativeHumidity: 45.7,
			sensorTemperature: 24.8,
			targetTemperature: 31.5,
			valveStatus: 1
		},
		reads: { humidity: 45.7 }
	},
	{
		device: 'MClimate Vicki radiator valve',
		source: `${TTN}mclimate/vicki-codec.yaml`,
		fPort: 1,
		decoded: {
			reason: 1,
			targetTemperature: 29,
			sensorTemperature: 18.01,
			relativeHumidity: 46.88,
			motorRange: 300,
			motorPosition: 250,
			batteryVoltage: 3.5,
			openWindow: false,
			targetTemperatureFloat: 29
		},
		reads: { battery_voltage: 3.5 },
		because: 'it measures at the radiator'
	},
	{
		device: 'Dragino LSN50 v2',
		source: `${TTN}dragino/lsn50-v2-codec.yaml`,
		fPort: 2,
		decoded: {
			ADC_CH0V: 0,
			BatV: 2.9,
			Digital_IStatus: 'L',
			Door_status: 'OPEN',
			EXTI_Trigger: 'FALSE',
			Hum_SHT: 51.7,
			TempC1: 0,
			TempC_SHT: 25.2,
			Work_mode: 'IIC'
		},
		reads: { temperature: 25.2, humidity: 51.7, battery_voltage: 2.9 }
	},
	{
		device: 'Dragino LHT52 without its probe',
		source: `${TTN}dragino/lht52-codec.yaml`,
		fPort: 2,
		decoded: {
			Ext: 1,
			Hum_SHT: 54.4,
			Systimestamp: 1640845021,
			TempC_DS: 327.67,
			TempC_SHT: 22.53
		},
		reads: { temperature: 22.53, humidity: 54.4 }
	},
	{
		device: 'Dragino LSE01',
		source: `${TTN}dragino/lse01-codec.yaml`,
		fPort: 2,
		decoded: {
			Bat: 3.625,
			TempC_DS18B20: '24.1',
			conduct_SOIL: 28200,
			temp_SOIL: '24.59',
			water_SOIL: '19.57'
		},
		reads: {}
	},
	{
		device: 'Netvox R718A',
		source: `${TTN}netvox/r718a-codec.yaml`,
		fPort: 6,
		decoded: { Device: 'R718A', Volt: 3.6, Temp: 25.38, Humi: 68 },
		reads: { temperature: 25.38, humidity: 68, battery_voltage: 3.6 }
	},
	{
		device: 'Netvox R718A, report settings',
		source: `${TTN}netvox/r718a-codec.yaml`,
		fPort: 7,
		decoded: {
			Cmd: 'ReadConfigReportRsp',
			Device: 'R718A',
			MinTime: 900,
			MaxTime: 1800,
			BatteryChange: 0.1,
			TempChange: 0.5,
			HumiChange: 0.5
		},
		reads: {}
	},
	{
		device: 'Netvox RA0716',
		source: `${TTN}netvox/ra0716-codec.yaml`,
		fPort: 6,
		decoded: { Device: 'RA0716', Volt: 3.6, Temp: 25.38, Humi: 68, PM25: 300 },
		reads: { temperature: 25.38, humidity: 68, battery_voltage: 3.6, pm2_5: 300 }
	},
	{
		device: 'Decentlab DL-CWS',
		source: `${TTN}decentlab/dl-cws-codec.yaml`,
		fPort: 1,
		decoded: {
			air_humidity: { displayName: 'Air humidity', unit: '%', value: 60.1 },
			air_temperature: { displayName: 'Air temperature', unit: '°C', value: 27.09 },
			battery_voltage: { displayName: 'Battery voltage', unit: 'V', value: 2.932 },
			device_id: 17977,
			dew_point: { displayName: 'Dew point', unit: '°C', value: 18.68 },
			protocol_version: 2,
			sensor_temperature: { displayName: 'Sensor temperature', unit: '°C', value: 26.54 },
			surface_temperature: { displayName: 'Surface temperature', unit: '°C', value: 26.79 }
		},
		reads: { temperature: 27.09, humidity: 60.1, battery_voltage: 2.932 }
	},
	{
		device: 'Decentlab DL-BLG',
		source: `${TTN}decentlab/dl-blg-codec.yaml`,
		fPort: 1,
		decoded: {
			battery_voltage: { displayName: 'Battery voltage', unit: 'V', value: 3.168 },
			device_id: 12485,
			protocol_version: 2,
			temperature: { displayName: 'Temperature', unit: '°C', value: 22.02 }
		},
		reads: { battery_voltage: 3.168 },
		because: 'the temperature of a black globe is not the air’s'
	},
	{
		device: 'Seeed SenseCAP S2101',
		source: `${TTN}sensecap/sensecap210x-codec.yaml`,
		fPort: 1,
		decoded: {
			valid: true,
			err: 0,
			payload: '01011098530000010210A87A0000AF51',
			messages: [
				{ type: 'report_telemetry', measurementId: 4097, measurementValue: 21.4 },
				{ type: 'report_telemetry', measurementId: 4098, measurementValue: 31.4 }
			]
		},
		reads: { temperature: 21.4, humidity: 31.4 }
	},
	{
		device: 'Seeed SenseCAP S2104 (soil)',
		source: 'invented; measurement ids of wiki.seeedstudio.com',
		fPort: 2,
		decoded: {
			valid: true,
			err: 0,
			payload: '00',
			messages: [
				[
					{ type: 'report_telemetry', measurementId: 4102, measurementValue: 24.1 },
					{ type: 'report_telemetry', measurementId: 4103, measurementValue: 31 },
					{ type: 'upload_battery', battery: 100 }
				]
			]
		},
		reads: { battery: 100 }
	},
	{
		device: 'Ewattch Ambiance',
		source: `${ACTILITY}ewattch/drivers/LorawanDecoder/examples.json`,
		fPort: 1,
		decoded: {
			datapoints: [
				{
					uuid: 'luminosity_s0_c0',
					hardwareData: { socket: 0, channel: 0 },
					type: 'luminosity',
					value: 2153,
					unit: 'lx'
				},
				{
					uuid: 'motion_s0_c0',
					hardwareData: { socket: 0, channel: 0 },
					type: 'motion',
					value: 330440,
					unit: 's'
				}
			]
		},
		reads: { illuminance: 2153 },
		because: 'motion is a time, not a presence'
	},
	{
		device: 'Sensedge Senstick Pure',
		source: `${TTN}sensedge/senstick-pure.js (field names)`,
		fPort: 2,
		decoded: {
			Status: 1,
			Temperature: 24.31,
			Humidity: 51.2,
			AirPressure: 995,
			IAQ: 61,
			StaticIAQ: 58,
			eCO2: 612,
			BreathVOC: 0.7,
			IAQAccuracy: 3
		},
		reads: { temperature: 24.31, humidity: 51.2, pressure: 995, co2_estimate: 612 }
	},
	{
		device: 'Senzemo SPU20',
		source: `${TTN}senzemo/spu20.js (field names)`,
		fPort: 2,
		decoded: {
			Status: 0,
			Temperature: 22.4,
			Humidity: 47.9,
			AirPressure: 1002.4,
			TVOC: 0.12,
			CO2: 612,
			Voltage: 3012
		},
		reads: { temperature: 22.4, humidity: 47.9, pressure: 1002.4, co2: 612 }
	},
	{
		device: 'Senzemo SPU20, settings',
		source: `${TTN}senzemo/spu20.js (field names)`,
		fPort: 2,
		decoded: {
			Status: 0,
			PacketConfirm: 1,
			DataRate: 3,
			Config: 5,
			LedThreshold: 800,
			LedIntensity: 50,
			HardwareVersion: 2,
			FirmWareVersion: 1
		},
		reads: {}
	},
	{
		device: 'Rejeee SL101',
		source: 'm2mlorawan/Rejeee-Temp-Humid-Sensor-SL101AS-TH:TTN_decode.txt (field names)',
		fPort: 1,
		decoded: { battery: 28, vol: 33, temperature: 24.6, humidity: 58 },
		reads: { temperature: 24.6, humidity: 58 },
		because: 'its battery counts to 31'
	},
	{
		device: 'Advantech EVA-2310',
		source: `${ACTILITY}advantech/drivers/eva/examples.json`,
		fPort: 6,
		decoded: {
			DeviceType: 'EVA-2310',
			Battery: '3.6V',
			Temperature: '16.48°C',
			Humidity: '68.14%'
		},
		reads: { temperature: 16.48, humidity: 68.14, battery_voltage: 3.6 }
	},
	{
		device: 'Advantech EVA-2311',
		source: `${ACTILITY}advantech/drivers/eva/examples.json`,
		fPort: 6,
		decoded: {
			DeviceType: 'EVA-2311',
			Battery: '3.1V(low battery)',
			Temperature: '-50.7°C',
			ThresholdAlarm: 'No Alarm'
		},
		reads: {}
	},
	{
		device: 'dnt LW-WTH',
		source: `${ACTILITY}dnt/drivers/dnt-LW-WTH/examples.json`,
		fPort: 10,
		decoded: { room_humidity: 55, room_temperature: 219, voltage: 2880 },
		reads: { humidity: 55 },
		because: 'the temperature is ten times what it is'
	},
	{
		device: 'dnt LW-WTH, set point',
		source: `${ACTILITY}dnt/drivers/dnt-LW-WTH/examples.json`,
		fPort: 10,
		decoded: { set_point_temperature: '21.5' },
		reads: {}
	},
	{
		device: 'Sensative Square Comfort with averages',
		source: `${ACTILITY}sensative/drivers/square-comfort/examples.json (names of its schema)`,
		fPort: 1,
		decoded: {
			decoded: {
				result: {
					output: { temp: 23.5, averageTemp: 22.1, humidity: 51, averageHumidity: 55 }
				}
			}
		},
		reads: { temperature: 23.5, humidity: 51 }
	},
	{
		device: 'Enless TX CO2/VOC/T&H',
		source: 'enless-lorawan-codec@1.0.5 (field names and units)',
		fPort: 1,
		decoded: {
			temperature: { unit: '°C', value: 22.7 },
			humidity: { unit: '%', value: 46.5 },
			voc: { unit: 'ppb', value: 212 },
			co2: { unit: 'ppm', value: 655 }
		},
		reads: { temperature: 22.7, humidity: 46.5, tvoc_ppb: 212, co2: 655 }
	},
	{
		device: 'Nexelec Sign',
		source: `${TTN}nexelec/sign-codec.js (field names and units)`,
		fPort: 1,
		decoded: {
			typeOfProduct: 'Sign',
			temperature: { value: 23.4, unit: '°C' },
			humidity: { value: 44.5, unit: '%RH' },
			co2: 'Deconnected sensor'
		},
		reads: { temperature: 23.4, humidity: 44.5 }
	}
];
