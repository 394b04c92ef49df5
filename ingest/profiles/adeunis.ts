/** Adeunis Comfort and Breath: lists of values, the present one first, each list with its unit. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Uplink } from '../message.ts';
import type { Profile } from './profile.ts';
import { asObject, field, readFields, type Convert, type FieldTable } from './fields.ts';
import type { JsonObject } from './fields.ts';
import { stated } from './units.ts';

/** The order that the codec itself declares; another order is another codec. */
const PRESENT_FIRST = 'values: [t=0, t-1, t-2, ...]';

function present(metric: Metric): Convert {
	const read = stated(metric);
	return (raw) => {
		const list = asObject(raw);
		const values = list ? field(list, 'values') : undefined;
		return list && Array.isArray(values)
			? read({ value: values[0], unit: field(list, 'unit') })
			: null;
	};
}

const TABLE: FieldTable = {
	temperature: { metric: 'temperature', convert: present('temperature') },
	humidity: { metric: 'humidity', convert: present('humidity') },
	co2: { metric: 'co2', convert: present('co2') },
	tvoc: { metric: 'tvoc', convert: present('tvoc') },
	pm25: { metric: 'pm2_5', convert: present('pm2_5') }
};

const FRAMES = /^0x[0-9a-f]{2} (Comfort.* data|Breath periodic data)$/;

/** The frame, which one codec wraps in `bytes`; alarms and the probes of other models are not read. */
function frame(uplink: Uplink): JsonObject | null {
	const outer = asObject(uplink.decoded);
	const inner = outer && (asObject(field(outer, 'bytes')) ?? outer);
	if (!inner) return null;
	const type = field(inner, 'type');
	const known = typeof type === 'string' && FRAMES.test(type);
	return known && field(inner, 'decodingInfo') === PRESENT_FIRST ? inner : null;
}

export const adeunis: Profile = {
	name: 'adeunis',
	source:
		'Adeunis Comfort, Comfort CO2, Comfort Serenity and Breath codecs in TheThingsNetwork/lorawan-devices (vendor/adeunis)',
	matches: (uplink) => frame(uplink) !== null,
	read(uplink) {
		const object = frame(uplink);
		const status = object && asObject(field(object, 'status'));
		if (!object || (status && field(status, 'hardwareError') === true)) return [];
		return readFields(object, TABLE);
	}
};
