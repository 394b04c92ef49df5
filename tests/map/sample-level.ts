/** The sample's levels, read as the server reads them. */
import { fileURLToPath } from 'node:url';
import { readBuilding } from '#floorplan/read-building.ts';
import type { Level } from '#floorplan/building.ts';

export function sampleLevels(): Level[] {
	return readBuilding(fileURLToPath(new URL('../../floorplan/mpp-lubuklinggau', import.meta.url)))
		.levels;
}

function levelWhere(wanted: (level: Level) => boolean): Level {
	const level = sampleLevels().find(wanted);
	if (!level) throw new Error('the sample has no such level');
	return level;
}

export const groundFloor = (): Level =>
	levelWhere(({ ordinal, outdoor }) => ordinal === 0 && !outdoor);

export const siteLevel = (): Level => levelWhere(({ outdoor }) => outdoor);
