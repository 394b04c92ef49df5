/** Decentlab: every value states its name and its unit; only those of the air are read. */
import type { Profile } from './profile.ts';
import { asObject, field, readFields } from './fields.ts';
import { stated } from './units.ts';

export const decentlab: Profile = {
	name: 'decentlab',
	source: 'Decentlab codecs in TheThingsNetwork/lorawan-devices (vendor/decentlab)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return (
			object !== null &&
			typeof field(object, 'device_id') === 'number' &&
			typeof field(object, 'protocol_version') === 'number' &&
			Object.values(object).some((value) => {
				const nested = asObject(value);
				return nested !== null && typeof field(nested, 'displayName') === 'string';
			})
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		return readFields(object, {
			air_temperature: { metric: 'temperature', convert: stated('temperature') },
			air_humidity: { metric: 'humidity', convert: stated('humidity') },
			relative_humidity: { metric: 'humidity', convert: stated('humidity') },
			barometric_pressure: { metric: 'pressure', convert: stated('pressure') },
			atmospheric_pressure: { metric: 'pressure', convert: stated('pressure') },
			co2_concentration: { metric: 'co2', convert: stated('co2') },
			illuminance: { metric: 'illuminance', convert: stated('illuminance') },
			total_voc: { metric: 'tvoc_ppb', convert: stated('tvoc_ppb') },
			pm2_5_mass_concentration: { metric: 'pm2_5', convert: stated('pm2_5') },
			battery_voltage: { metric: 'battery_voltage', convert: stated('battery_voltage') }
		});
	}
};
