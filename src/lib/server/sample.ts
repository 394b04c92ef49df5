/** Where the sample building lies in the project's tree, from which a new data folder is seeded. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder's path, also when this file was bundled elsewhere: found by the package's own `imports`. */
export function sampleFolder(): string {
	return dirname(
		createRequire(import.meta.url).resolve('#floorplan/mpp-lubuklinggau/building.json')
	);
}
