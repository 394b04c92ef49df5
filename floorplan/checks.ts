/** What the files of a building must agree on between them, which no single file can show. */
import type { Building, Level, Placement } from './building.ts';
import { OUTSIDE } from './draft.ts';
import { contains, crossesItself, depth } from './geometry.ts';

/** A plan is drawn to the centimetre: a device on a wall's axis still stands in its room. */
const TOLERANCE_M = 0.05;

/** Every disagreement as a sentence that names the file and the thing. */
export function disagreements(building: Building, files: ReadonlyMap<Level, string>): string[] {
	return [
		...doubles(building, files),
		...building.levels.flatMap((level) => levelFaults(level, files.get(level) ?? level.key)),
		...placementFaults(building),
		...limitFaults(building)
	];
}

/** Values that stand more than once, each once. */
function repeated(values: readonly string[]): string[] {
	return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function doubles({ levels, devices, limits }: Building, files: ReadonlyMap<Level, string>) {
	const rooms = levels.flatMap((level) => level.rooms);
	const parts = levels.flatMap((level) => [level, ...level.openings, ...level.fixtures]);
	const where = [...files.values()].join(', ');
	return [
		...repeated(levels.map(({ key }) => key)).map((k) => `${where}: level "${k}" is there twice`),
		...repeated(rooms.map(({ key }) => key)).map((k) => `${where}: room "${k}" is there twice`),
		...repeated([...rooms, ...parts].map(({ id }) => id)).map(
			(id) => `${where}: the id ${id} is used twice`
		),
		...repeated(devices.map(({ device }) => device)).map(
			(id) => `devices.json: device "${id}" is there twice`
		),
		...repeated(limits.map(({ id }) => id)).map((id) => `limits.json: limit "${id}" is there twice`)
	];
}

function levelFaults(level: Level, file: string): string[] {
	const keys = new Set(level.rooms.map(({ key }) => key));
	return [
		...level.rooms
			.filter(({ polygon }) => polygon.some(crossesItself))
			.map(({ key }) => `${file}: room "${key}": its outline crosses itself`),
		...level.openings.flatMap(({ id, joins }) =>
			joins
				.filter((key) => key !== OUTSIDE && !keys.has(key))
				.map((key) => `${file}: opening ${id}: joins "${key}", which is no room of this level`)
		)
	];
}

function placementFaults({ levels, devices, placements }: Building): string[] {
	const known = new Set(devices.map(({ device }) => device));
	return placements.flatMap((placement, index) => {
		const say = (fault: string) => `placements.json: device "${placement.device}": ${fault}`;
		const faults: string[] = [];
		if (!known.has(placement.device)) faults.push(say('is not in devices.json'));
		const level = levels.find(({ key }) => key === placement.level);
		const room = level?.rooms.find(({ key }) => key === placement.room);
		if (!level) faults.push(say(`level "${placement.level}" is not there`));
		else if (!room) faults.push(say(`room "${placement.room}" is not on level "${level.key}"`));
		else if (!contains(room.polygon, placement.at)) {
			const away = -depth(room.polygon, placement.at);
			if (away > TOLERANCE_M) {
				faults.push(say(`stands ${away.toFixed(1)} m outside room "${room.key}"`));
			}
		}
		if (placement.to !== null && placement.to <= placement.from) {
			faults.push(say('ends before it begins'));
		}
		if (placements.slice(0, index).some((earlier) => overlap(earlier, placement))) {
			faults.push(say('is in two places at the same time'));
		}
		return faults;
	});
}

function overlap(a: Placement, b: Placement): boolean {
	return (
		a.device === b.device &&
		a.channel === b.channel &&
		a.from < (b.to ?? Infinity) &&
		b.from < (a.to ?? Infinity)
	);
}

function limitFaults({ limits }: Building): string[] {
	const claims = limits
		.filter(({ primary }) => primary)
		.flatMap(({ roomTypes, metric }) => roomTypes.map((type) => `${metric} in rooms "${type}"`));
	return repeated(claims).map((claim) => `limits.json: two primary limits for ${claim}`);
}
