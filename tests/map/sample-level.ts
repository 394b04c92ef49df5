/** The sample's ground floor, read as the server reads it. */
import { fileURLToPath } from 'node:url';
import { readBuilding } from '#floorplan/read-building.ts';
import type { Level } from '#floorplan/building.ts';

export function groundFloor(): Level {
	const folder = fileURLToPath(new URL('../../floorplan/mpp-lubuklinggau', import.meta.url));
	const level = readBuilding(folder).levels.find(({ ordinal }) => ordinal === 0);
	if (!level) throw new Error('the sample has no ground floor');
	return level;
}
