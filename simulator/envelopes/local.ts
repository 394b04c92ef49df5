/** The messages of what speaks MQTT itself or through a bridge: Zigbee2MQTT, Tasmota, Xovis, and our plain form. */
import type { Metric } from '#lib/domain/metrics.ts';
import { hashOf } from '../random.ts';
import type { Envelope } from './report.ts';

/** Flat, as its converters name the fields; with `advanced.last_seen: ISO_8601`. */
export const zigbee2mqtt: Envelope = ({ device, at, rssi, values }) => {
	const { battery_voltage, presence, occupied, ...same } = values;
	const message = {
		...same,
		...(battery_voltage !== undefined && { voltage: Math.round(battery_voltage * 1000) }),
		...(presence !== undefined && { occupancy: presence === 1 }),
		...(occupied !== undefined && { occupancy: occupied === 1 }),
		last_seen: new Date(at).toISOString(),
		linkquality: Math.max(1, Math.min(255, 300 + 2 * rssi))
	};
	return { topic: `zigbee2mqtt/${device}`, payload: JSON.stringify(message) };
};

const TASMOTA_WORDS: Partial<Record<Metric, string>> = {
	temperature: 'Temperature',
	humidity: 'Humidity',
	pressure: 'Pressure',
	illuminance: 'Illuminance',
	co2: 'CarbonDioxide'
};

/** SENSOR with one chip; the time is the device's, to the second, without an offset. */
export const tasmota: Envelope = ({ device, wallTime, model, values }) => {
	const chip = Object.fromEntries(
		Object.entries(TASMOTA_WORDS).flatMap(([metric, word]) => {
			const value = values[metric as Metric];
			return value === undefined ? [] : [[word, value]];
		})
	);
	const message = {
		Time: wallTime.slice(0, 19),
		[model.toUpperCase()]: chip,
		...(values.pressure !== undefined && { PressureUnit: 'hPa' }),
		TempUnit: 'C'
	};
	return { topic: `tele/${device}/SENSOR`, payload: JSON.stringify(message) };
};

/** Logics push of firmware 5: one line, forward is in; the interval is the record's. */
export const xovis: Envelope = ({ device, name, at, since, values, channel, count }) => {
	const serial = device.match(/../g)?.join(':').toUpperCase() ?? device;
	const record = {
		from: new Date(since).toISOString(),
		to: new Date(at).toISOString(),
		samples: 1,
		samples_expected: 1,
		counts: [
			{ id: 1, name: 'fw', value: values.count_in ?? 0 },
			{ id: 2, name: 'bw', value: values.count_out ?? 0 }
		]
	};
	const message = {
		logics_data: {
			package_info: { version: '5.0', id: count, agent_id: hashOf(device) % 10_000 },
			sensor_info: { serial_number: serial, name, type: 'SINGLE' },
			logics: [{ id: 1, name: channel, info: 'XLT_4X_LINE_IN_OUT_COUNT', records: [record] }]
		}
	};
	return { topic: `xovis/${device}`, payload: JSON.stringify(message) };
};

/** Our own form: the values are named as METRICS names them. */
export const plain: Envelope = ({ device, at, values }) => {
	const message = { at: new Date(at).toISOString(), values };
	return { topic: `nyaman/${device}`, payload: JSON.stringify(message) };
};
