/** What the files of a building must agree on between them, which no single file can show. */
import type { Building, Level, Limit, Placement } from './building.ts';
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
	const seen = new Set<string>();
	return [...new Set(values.filter((value) => seen.size === seen.add(value).size))];
}

function doubles({ levels, devices, limits }: Building, files: ReadonlyMap<Level, string>) {
	const fileOf = (level: Level): string => files.get(level) ?? level.key;
	/** What stands twice, with the files it stands in. */
	const twice = <Thing>(of: (level: Level) => readonly Thing[], say: (thing: Thing) => string) => {
		const said = levels.map((level) => ({ level, things: of(level).map(say) }));
		return repeated(said.flatMap(({ things }) => things)).map((thing) => {
			const where = said.filter(({ things }) => things.includes(thing));
			return `${where.map(({ level }) => fileOf(level)).join(', ')}: ${thing}`;
		});
	};
	return [
		...twice(
			(level) => [level],
			({ key }) => `level "${key}" is there twice`
		),
		...twice(
			({ rooms }) => rooms,
			({ key }) => `room "${key}" is there twice`
		),
		...twice(
			({ bays, areas }) => [...bays, ...areas],
			({ key }) => `bay or area "${key}" is there twice`
		),
		...twice(
			({ bays }) => bays,
			({ number }) => `the bay number ${number} is given twice`
		),
		...twice(
			(level) => [
				...[level, ...level.rooms, ...level.openings, ...level.fixtures],
				...[...level.bays, ...level.areas, ...level.site]
			],
			({ id }) => `the id ${id} is used twice`
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
		),
		...[...level.bays, ...level.areas].flatMap(({ key, zone, polygon }) => {
			const say = (fault: string) => `${file}: bay or area "${key}": ${fault}`;
			return [
				...(polygon.some(crossesItself) ? [say('its outline crosses itself')] : []),
				...(keys.has(zone) ? [] : [say(`lies in "${zone}", which is no room of this level`)])
			];
		})
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
		const { bay, line } = placement;
		const zone = level?.bays.find(({ key }) => key === bay)?.zone;
		if (bay !== undefined && room && zone !== room.key) {
			faults.push(say(`bay "${bay}" is not in room "${room.key}"`));
		}
		for (const side of line ? [line.from, line.to] : []) {
			const known =
				side === OUTSIDE || levels.some(({ rooms }) => rooms.some((r) => r.key === side));
			if (!known) faults.push(say(`counts between rooms of which "${side}" is not there`));
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

function limitFaults({ limits, comfort, levels }: Building): string[] {
	const primary = limits.filter((limit) => limit.primary);
	const claims = primary.flatMap((limit, index) =>
		limit.roomTypes
			.filter((type) =>
				primary
					.slice(0, index)
					.some(
						(other) =>
							other.metric === limit.metric &&
							other.roomTypes.includes(type) &&
							sameDay(other, limit)
					)
			)
			.map((type) => `${limit.metric} in rooms "${type}"`)
	);
	const rooms = new Set(levels.flatMap((level) => level.rooms.map(({ key }) => key)));
	return [
		...[...new Set(claims)].map((claim) => `limits.json: two primary limits for ${claim}`),
		...Object.keys(comfort.rooms)
			.filter((key) => !rooms.has(key))
			.map((key) => `comfort.json: room "${key}" is not there`)
	];
}

/** Whether there is a day on which both hold. */
function sameDay(a: Limit, b: Limit): boolean {
	return (a.from ?? '') <= (b.to ?? '9') && (b.from ?? '') <= (a.to ?? '9');
}
