/** People counters, parking sensors, trackers, tanks and doors outside the collection. */
import type { Unseen } from './unseen.ts';

const TTN = 'TheThingsNetwork/lorawan-devices:vendor/';
const ACTILITY = 'actility/device-catalog:vendors/';
const CHIRPSTACK = 'chirpstack/chirpstack-device-profiles:vendors/';

export const OTHERS: readonly Unseen[] = [
	{
		device: 'Milesight VS133, nested lines',
		source: `${TTN}milesight-iot/vs133-codec.yaml`,
		fPort: 85,
		decoded: {
			line_1: { total_in: 72, total_out: 200, period_in: 0, period_out: 0 },
			line_2: { total_in: 0, total_out: 0, period_in: 0, period_out: 0 }
		},
		reads: {
			'count_in_total@line_1': 72,
			'count_out_total@line_1': 200,
			'count_in@line_1': 0,
			'count_out@line_1': 0,
			'count_in_total@line_2': 0,
			'count_out_total@line_2': 0,
			'count_in@line_2': 0,
			'count_out@line_2': 0
		}
	},
	{
		device: 'Milesight VS373',
		source: `${ACTILITY}milesight-iot/drivers/vs373/examples/vs373.examples.json`,
		fPort: 100,
		decoded: {
			detection_status: 'in_bed',
			target_status: 'motionless',
			use_time_now: 10,
			region_1_occupancy: 'occupied',
			region_2_occupancy: 'vacant',
			region_1_out_of_bed_time: 16
		},
		reads: {},
		because: 'a bed and what happens in it are none of ours'
	},
	{
		device: 'Terabee People Counting L-XL',
		source: `${TTN}terabee/people-flow-counting-l-xl-codec.yaml`,
		fPort: 1,
		decoded: { count_in: 200, count_out: 456, flags: {} },
		reads: { count_in_total: 200, count_out_total: 456 },
		because: 'counters of 32 bits that run until they are reset'
	},
	{
		device: 'Terabee, an answer',
		source: `${TTN}terabee/people-flow-counting-l-xl-codec.yaml`,
		fPort: 100,
		decoded: {
			cmd: { name: 'CMD_GET_PUSH_PERIOD', id: 3, success: true, value: { push_period_min: 60 } }
		},
		reads: {}
	},
	{
		device: 'IMBuildings people counter',
		source: `${TTN}imbuildings/imbuildings-codec.yaml`,
		fPort: 1,
		decoded: {
			device_type_identifier: 2,
			device_type: 'People Counter',
			device_status: 0,
			battery_voltage: 2.56,
			counter_a: 3,
			counter_b: 1,
			sensor_status: 32,
			total_counter_a: 13,
			total_counter_b: 10,
			payload_counter: 106
		},
		reads: { battery_voltage: 2.56 },
		because: 'which of a and b is in, the door decides'
	},
	{
		device: 'Eurecam Comptipix',
		source: `${ACTILITY}eurecam/drivers/comptipix/examples.json`,
		fPort: 1,
		decoded: {
			line_counting_1: [0, 0, 0, 0, 0],
			line_counting_2: [1, 0, 0, 0, 0],
			rtc_utc_time: '2025-02-26 16:10:41'
		},
		reads: {}
	},
	{
		device: 'Paxcounter with wifi only',
		source: `${TTN}opensource/esp32-paxcounter-packed.js (field names)`,
		fPort: 1,
		decoded: { wifi: 23 },
		reads: {}
	},
	{
		device: 'Parametric PCR2 configuration',
		source: `${TTN}parametric/pcr2-codec.yaml`,
		fPort: 190,
		decoded: {
			DeviceType: 1,
			Firmware: '3.10.0',
			OperationMode: 0,
			UplinkInterval: 10,
			CapacityLimit: 0,
			MinDist: 50,
			MaxDist: 200,
			RadarSensitivity: 60
		},
		reads: {}
	},
	{
		device: 'Tekzitel TEKZIPARK',
		source: `${TTN}tekzitel/tekzipark.js (field names)`,
		fPort: 1,
		decoded: {
			occupied: 1,
			keepAlive: 0,
			reset: 0,
			No_Beacon: 1,
			Radar: 1,
			Obstruction: 0,
			Good_Battery: 1,
			Temperature: 31,
			Parking_ID: 4
		},
		reads: { occupied: true, device_temperature: 31 }
	},
	{
		device: 'Bosch TPS110, device information',
		source: `${TTN}bosch/tpl110-0292.js (field names)`,
		fPort: 4,
		decoded: { type: 'device information', bytes: [1, 2, 3] },
		reads: {}
	},
	{
		device: 'a parking sensor with a word',
		source: 'invented',
		fPort: 3,
		decoded: { parking_status: 'Occupied', temperature: 38, humidity: 70, battery_voltage: 3.4 },
		reads: { occupied: true, humidity: 70, battery_voltage: 3.4 },
		because: 'the temperature is the asphalt’s'
	},
	{
		device: 'PNI PlacePod, a code',
		source: 'invented after the PlacePod protocol',
		fPort: 6,
		decoded: { parking_status: 1, battery: 3.58, temperature: 29, sensor_type: 21 },
		reads: {},
		because: 'a code needs the vendor’s table'
	},
	{
		device: 'Fleximodo, an unknown word',
		source: 'invented',
		fPort: 3,
		decoded: { parking_status: 'CALIBRATING', battery_voltage: 3.6 },
		reads: { battery_voltage: 3.6 }
	},
	{
		device: 'Libelium Smart Parking',
		source: 'invented after the frame of Libelium Smart Parking',
		fPort: 3,
		decoded: {
			parking_slot_status: 0,
			frame_type: 'keep-alive',
			temperature: 33,
			battery_state: 0,
			x_axis: -12,
			y_axis: 88,
			z_axis: 310
		},
		reads: {}
	},
	{
		device: 'Digital Matter Oyster 3, position',
		source: `${CHIRPSTACK}digital-matter/codecs/test_decode_digital-matter-oyster3-yabby3.json`,
		fPort: 1,
		decoded: {
			type: 'position',
			inTrip: false,
			fixFailed: false,
			batV: 4.48,
			manDown: null,
			latitudeDeg: 1.45,
			longitudeDeg: 103.6,
			headingDeg: 208.125,
			speedKmph: 10
		},
		reads: { battery_voltage: 4.48 }
	},
	{
		device: 'Digital Matter Oyster 3, statistics',
		source: `${CHIRPSTACK}digital-matter/codecs/test_decode_digital-matter-oyster3-yabby3.json`,
		fPort: 3,
		decoded: {
			type: 'stats',
			initialBatV: 4.3,
			txCount: 22176,
			tripCount: 204320,
			uptimeWeeks: 358
		},
		reads: {}
	},
	{
		device: 'Abeeway micro tracker',
		source: 'invented after the Abeeway driver',
		fPort: 18,
		decoded: {
			messageType: 'HEARTBEAT',
			batteryLevel: 87,
			temperatureMeasure: 24.5,
			trackingMode: 'PERMANENT_TRACKING'
		},
		reads: {}
	},
	{
		device: 'Milesight EM310-UDL',
		source: `${TTN}milesight-iot/em310-udl-codec.yaml`,
		fPort: 85,
		decoded: { battery: 92, distance: 2116, tilt: 'tilt' },
		reads: { battery: 92 }
	},
	{
		device: 'Enginko level sensor, type 1',
		source: `${ACTILITY}enginko/drivers/level-sensors/examples.json`,
		decoded: {
			type: 1,
			date: '8/14/2024, 10:08:26 AM',
			height: { value: 48, unit: 'mm' },
			distance1: { value: 1075, unit: 'mm' },
			fillLevel: { value: 5, unit: '%' },
			temperature: { value: 42.89, unit: '°C' },
			battery: { value: 75, unit: '%' }
		},
		reads: { battery: 75 }
	},
	{
		device: 'Enginko level sensor, type 3',
		source: `${ACTILITY}enginko/drivers/level-sensors/examples.json`,
		decoded: {
			type: 3,
			date: '7/31/2024, 7:33:40 AM',
			fillLevel: { value: 97, unit: '%' },
			temperature: { value: -18.25, unit: '°C' },
			humidity: { value: 86, unit: '%' },
			pressure: { value: 995.74, unit: 'hPa' },
			battery: { value: 80, unit: '%' }
		},
		reads: { battery: 80 },
		because: 'the air of a tank is not a room’s'
	},
	{
		device: 'Ellenex PTS2, liquid pressure',
		source: 'invented after the Ellenex driver',
		fPort: 15,
		decoded: { pressure: 1012, pressureUnit: 'mbar', temperature: 21, batteryVoltage: 3.6 },
		reads: { battery_voltage: 3.6 },
		because: 'of a pipe'
	},
	{
		device: 'Dragino LDS02',
		source: `${TTN}dragino/lds02-codec.yaml`,
		fPort: 10,
		decoded: {
			ALARM: 0,
			BAT_V: 2.952,
			DOOR_OPEN_STATUS: 0,
			DOOR_OPEN_TIMES: 9472,
			LAST_DOOR_OPEN_DURATION: 65536,
			MOD: 1
		},
		reads: { battery_voltage: 2.952 }
	},
	{
		device: 'Browan TBDW100',
		source: `${TTN}browan/tbdw100-codec.yaml`,
		fPort: 100,
		decoded: { battery: 3.6, count: 14986, status: 0, temperatureBoard: 21, time: 0 },
		reads: { battery_voltage: 3.6 }
	},
	{
		device: 'Browan TBMS100 in ChirpStack',
		source: `${CHIRPSTACK}browan/codecs/test_decode_tabs-tbms100.json`,
		fPort: 102,
		decoded: {
			fPort: 102,
			battery_volt: 3.6,
			temperature: 3,
			mot_motionst: 0,
			mot_times: 65327,
			mot_counts: 65535
		},
		reads: { battery_voltage: 3.6 },
		because: 'the temperature is the board’s'
	},
	{
		device: 'MerryIoT DW10',
		source: `${CHIRPSTACK}browan/codecs/test_decode_merryiot-dw10.json`,
		fPort: 120,
		decoded: {
			battery_volt: 3.6,
			temperature: 21,
			humi: 28,
			open: 0,
			button: 0,
			tamper: 0,
			tilt: 0,
			time: 0,
			count: 9682
		},
		reads: { battery_voltage: 3.6, temperature: 21, humidity: 28 }
	},
	{
		device: 'Netvox RB02I button',
		source: `${TTN}netvox/rb02i-codec.yaml`,
		fPort: 6,
		decoded: { Device: 'RB02I', Volt: 3, Alarm: 0 },
		reads: { battery_voltage: 3 }
	},
	{
		device: 'Elsys EMS Door',
		source: `${TTN}elsys/ems-door-codec.yaml`,
		fPort: 1,
		decoded: { x: 1, y: 39, z: 5, pulse1: 4353, pulseAbs: 655377 },
		reads: {}
	},
	{
		device: 'Elsys EMS, water leak',
		source: 'invented after the Elsys payload document',
		fPort: 5,
		decoded: { temperature: 22.6, humidity: 41, vdd: 3603, waterleak: 0, accMotion: 0 },
		reads: { temperature: 22.6, humidity: 41, battery_voltage: 3.603 }
	},
	{
		device: 'Sensative Strips, battery',
		source: `${ACTILITY}sensative/drivers/strips/examples.json`,
		fPort: 1,
		decoded: { BatteryReport: { unit: '%', value: 100 }, historyStart: 65535 },
		reads: { battery: 100 }
	},
	{
		device: 'Sensative Strips, something near',
		source: `${ACTILITY}sensative/drivers/strips/examples.json`,
		fPort: 1,
		decoded: {
			CloseProximityAlarm: { unit: '', value: true },
			IRCloseProximityReport: { unit: '', value: 255 },
			historyStart: 65535
		},
		reads: {}
	},
	{
		device: 'Watteco, a cluster report',
		source: 'invented after the NKE Watteco codec',
		fPort: 125,
		decoded: {
			cmdID: 'CMD_REPORTATTRIBUTES',
			clusterID: 'Temperature Measurement',
			attributeID: 'MeasuredValue',
			value: 22.3,
			unit: 'Celsius'
		},
		reads: {}
	},
	{
		device: 'Zigbee soil probe',
		source: 'zigbee2mqtt.io, devices with soil_moisture (field names)',
		network: 'zigbee2mqtt',
		decoded: { battery: 80, soil_moisture: 31, temperature: 19.5, linkquality: 90 },
		reads: { battery: 80 }
	},
	{
		device: 'Zigbee plug',
		source: 'zigbee2mqtt.io, Tuya TS011F (field names)',
		network: 'zigbee2mqtt',
		decoded: { state: 'ON', power: 40, voltage: 231, current: 0.2, energy: 12, temperature: 38 },
		reads: {}
	},
	{
		device: 'Zigbee radiator valve',
		source: 'zigbee2mqtt.io, thermostats (field names)',
		network: 'zigbee2mqtt',
		decoded: { battery: 60, local_temperature: 21.5, occupied_heating_setpoint: 22, position: 40 },
		reads: { battery: 60 }
	},
	{
		device: 'Zigbee presence sensor',
		source: 'zigbee2mqtt.io, Sonoff SNZB-06P (field names)',
		network: 'zigbee2mqtt',
		decoded: { occupancy: false, illumination: 'dim', occupancy_timeout: 60, linkquality: 140 },
		reads: { presence: false }
	},
	{
		device: 'Zigbee climate sensor',
		source: 'zigbee2mqtt.io, Aqara WSDCGQ11LM (field names)',
		network: 'zigbee2mqtt',
		decoded: { battery: 91, humidity: 55.2, pressure: 1008, temperature: 26.1, voltage: 2985 },
		reads: {
			battery: 91,
			humidity: 55.2,
			pressure: 1008,
			temperature: 26.1,
			battery_voltage: 2.985
		}
	}
];
