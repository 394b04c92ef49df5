/** Elsys ERS, ELT and EMS: one codec for the family, its names without units. */
import type { Profile } from './profile.ts';
import {
	asObject,
	field,
	hasAll,
	hasOnly,
	millivolts,
	number,
	readFields,
	within,
	type Convert
} from './fields.ts';
import { isMadeBy } from './hints.ts';

/** Three states: 0 nobody, 1 pending (neither yes nor no), 2 occupied. */
const occupancy: Convert = (raw) => (raw === 2 ? true : raw === 0 ? false : null);

/** Every name that the vendor's codec can yield. */
const FIELDS = new Set(
	(
		'temperature humidity x y z light motion co2 vdd analog1 analog2 lat long pulse1 pulseAbs1 ' +
		'pulse2 pulseAbs2 externalTemperature externalTemperature2 externalDigital externalDigital2 ' +
		'digital digital2 distance accMotion irInternalTemperature irExternalTemperature occupancy ' +
		'waterleak grideye pressure soundPeak soundAvg tvoc'
	).split(' ')
);

const ELSYS_PORT = 5;

/** Sets of names that, inside that vocabulary, no other family's object has. */
const SIGNS: readonly (readonly string[])[] = [
	['light', 'motion', 'temperature'],
	['vdd'],
	['externalTemperature', 'temperature'],
	['x', 'y', 'z', 'temperature', 'humidity'],
	['soundPeak', 'soundAvg'],
	['irInternalTemperature', 'irExternalTemperature']
];

export const elsys: Profile = {
	name: 'elsys',
	source: 'Elsys payload document and codecs in TheThingsNetwork/lorawan-devices (vendor/elsys)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		if (!object || Object.keys(object).length === 0 || !hasOnly(object, FIELDS)) return false;
		if (typeof field(object, 'occupancy') === 'string') return false;
		// Elsys counts movements; who only says whether there was one may give light as a level.
		if (typeof field(object, 'motion') === 'boolean') return false;
		if (isMadeBy(uplink, 'elsys')) return true;
		if (SIGNS.some((sign) => hasAll(object, sign))) return true;
		const alone = hasAll(object, ['pressure']) && Object.keys(object).length === 1;
		return uplink.fPort === ELSYS_PORT && (alone || hasAll(object, ['humidity']));
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		return readFields(object, {
			temperature: { metric: 'temperature', convert: number },
			humidity: { metric: 'humidity', convert: number },
			light: { metric: 'illuminance', convert: number },
			co2: { metric: 'co2', convert: number },
			// Some published decodes are a hundred times too large: those are no pressure at all.
			pressure: { metric: 'pressure', convert: within(500, 1100) },
			soundAvg: { metric: 'sound', convert: number },
			occupancy: { metric: 'presence', convert: occupancy },
			vdd: { metric: 'battery_voltage', convert: within(1, 6, millivolts) },
			externalTemperature: { metric: 'temperature', convert: number, channel: 'external' }
		});
	}
};
