/** City of Melbourne's on-street bays as its open data publishes them, one row a message. */
import type { Profile } from './profile.ts';
import { instant } from './clock.ts';
import { asObject, field, hasAll, words } from './fields.ts';

const state = words(['present'], ['unoccupied']);

export const melbourneBays: Profile = {
	name: 'melbourne-bays',
	source: 'City of Melbourne open data, on-street-parking-bay-sensors (CC BY 4.0)',
	matches(uplink) {
		const object = asObject(uplink.decoded);
		return (
			object !== null && hasAll(object, ['Status_Description', 'Status_Timestamp', 'KerbsideID'])
		);
	},
	read(uplink) {
		const object = asObject(uplink.decoded);
		if (!object) return [];
		const value = state(field(object, 'Status_Description'));
		// `Lastupdated` is when the city polled: states of years ago are published as of today.
		const at = instant(field(object, 'Status_Timestamp'));
		return value === null || at === null ? [] : [{ metric: 'occupied', value, at }];
	}
};
