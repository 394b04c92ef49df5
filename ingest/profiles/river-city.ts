/** River City Innovations TXH: temperature and humidity, and a battery in volts. */
import type { Profile } from './profile.ts';
import { asObject, hasAll, number, readFields, within } from './fields.ts';

export const riverCity: Profile = {
	name: 'river-city',
	source:
		'River City Innovations TXH codec in TheThingsNetwork/lorawan-devices (vendor/rivercity-innovations)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return (
			object !== null &&
			hasAll(object, ['temperature', 'humidity', 'temperatureAlertActive', 'humidityAlertActive'])
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		return readFields(object, {
			temperature: { metric: 'temperature', convert: number },
			humidity: { metric: 'humidity', convert: number },
			battery: { metric: 'battery_voltage', convert: within(1.5, 4.5) }
		});
	}
};
