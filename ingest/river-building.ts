/** What the river must know of the building, taken out of all that is known of it. */
import type { Building } from '#floorplan/building.ts';
import type { RiverBuilding } from './river.ts';

export function riverBuilding({ timeZone, devices }: Building): RiverBuilding {
	const profiles = Object.fromEntries(
		devices.flatMap(({ device, profile }) => (profile ? [[device, profile]] : []))
	);
	return { timeZone, profiles };
}
