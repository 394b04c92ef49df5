/**
 * Writes the sample building's files: `node floorplan/mpp-lubuklinggau/generate.ts`. The same
 * drawing always gives the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ring } from '../building.ts';
import type { Border, Outline, OpeningSketch } from '../draft.ts';
import { borders, cut, OUTSIDE, walls, windows } from '../draft.ts';
import { distance, edges } from '../geometry.ts';
import { URL_NAMESPACE, uuid5 } from '../uuid.ts';
import type { DrawnLevel, Site } from './features.ts';
import { levelFeatures, position } from './features.ts';
import { FIRST_DOORS } from './first-doors.ts';
import { FIRST_ROOMS } from './first-floor.ts';
import { FIRST_FIXTURES } from './first-furniture.ts';
import { DOORS } from './ground-doors.ts';
import { ROOMS } from './ground-floor.ts';
import { FIXTURES } from './ground-furniture.ts';
import type { RoomSketch } from './room-sketch.ts';
import { DEVICES, PLACES } from './registry.ts';
import { COMFORT, LIMITS } from './limits.ts';
import { AREAS, BAYS, siteRooms } from './parking.ts';
import { SITE_RING, siteMarks } from './site.ts';

const THICKNESS = { outer: 0.25, inner: 0.15 };

const SITE: Site = {
	id: uuid5(URL_NAMESPACE, 'https://example.org/mpp-lubuklinggau'),
	anchor: { lon: 102.8606, lat: -3.2904 },
	turned: 12
};

const BUILDING = {
	id: SITE.id,
	name: { id: 'MPP Lubuklinggau', en: 'MPP Lubuklinggau' },
	address: {
		id: 'Jalan Yos Sudarso, Taba Pingin, Lubuklinggau',
		en: 'Jalan Yos Sudarso, Taba Pingin, Lubuklinggau, Indonesia'
	},
	timeZone: 'Asia/Jakarta',
	anchor: SITE.anchor,
	notice: {
		id: 'Denah contoh yang direka; bukan hasil pengukuran gedung yang sebenarnya.',
		en: 'An invented sample plan; no survey of the real building.'
	}
};

/** A drawn level from the outlines of its rooms: walls, doors and windows follow from them. */
function draw(
	level: Pick<DrawnLevel, 'key' | 'name' | 'ordinal' | 'fixtures'>,
	rooms: readonly RoomSketch[],
	doors: readonly OpeningSketch[]
): DrawnLevel {
	const pieces = borders(rooms.map(outlineOf));
	const rules = new Map(rooms.map(({ key, windows: rule }) => [key, rule]));
	const glass = pieces
		.filter(({ wall }) => wall === 'outer')
		.flatMap((piece, index) => {
			const rule = rules.get(piece.left) ?? rules.get(piece.right);
			return rule ? windows(piece, rule, doors, `${index + 1}`) : [];
		});
	return {
		...level,
		...{ outdoor: false, bays: [], areas: [], marks: [] },
		outline: shell(pieces),
		rooms,
		...cut(walls(pieces, THICKNESS), pieces, [...doors, ...glass])
	};
}

function outlineOf({ key, ring, holes = [], type }: RoomSketch): Outline {
	return { key, polygon: [ring, ...holes], outdoor: type === 'outdoor', hollow: type === 'void' };
}

/** The ring of outer walls, corner by corner. */
function shell(pieces: readonly Border[]): Ring {
	const outer = pieces
		.filter(({ wall }) => wall === 'outer')
		.map(({ from, to, left }) => (left === OUTSIDE ? { from: to, to: from } : { from, to }));
	const [first] = outer;
	const ring = first ? [first.from] : [];
	for (let at = first; at && ring.length < outer.length;) {
		const { to } = at;
		ring.push(to);
		at = outer.find(({ from }) => distance(from, to) < 1e-6);
	}
	return withoutStraightCorners(ring);
}

function withoutStraightCorners(ring: Ring): Ring {
	return edges(ring)
		.filter(([corner, next], index, all) => {
			const before = all.at(index - 1)?.[0] ?? corner;
			const bend =
				(corner[0] - before[0]) * (next[1] - corner[1]) -
				(corner[1] - before[1]) * (next[0] - corner[0]);
			return Math.abs(bend) > 1e-6;
		})
		.map(([corner]) => corner);
}

const GROUND = draw(
	{
		key: 'dasar',
		name: { id: 'Lantai Dasar', en: 'Ground floor' },
		ordinal: 0,
		fixtures: FIXTURES
	},
	ROOMS,
	DOORS
);

const FIRST = draw(
	{
		key: 'lantai-1',
		name: { id: 'Lantai 1', en: 'First floor' },
		ordinal: 1,
		fixtures: FIRST_FIXTURES
	},
	FIRST_ROOMS,
	FIRST_DOORS
);

/** The ground around the building, with the building as its roof. */
const YARD: DrawnLevel = {
	key: 'halaman',
	name: { id: 'Halaman', en: 'Grounds' },
	ordinal: 0,
	outdoor: true,
	outline: SITE_RING,
	rooms: siteRooms(GROUND.outline),
	...{ walls: [], openings: [], fixtures: [] },
	bays: BAYS,
	areas: AREAS,
	marks: siteMarks(GROUND.outline)
};

const LEVELS = [GROUND, FIRST, YARD];
const LEVEL_OF = new Map(
	LEVELS.flatMap(({ key, rooms }) => rooms.map((room) => [room.key, key] as const))
);

function levelOf(room: string): string {
	const level = LEVEL_OF.get(room);
	if (level === undefined) throw new Error(`no level has a room ${room}`);
	return level;
}

/** Indented as prettier would: a row of plain values on one line. */
function json(value: unknown): string {
	return (
		JSON.stringify(value, null, '\t').replaceAll(
			/\[\n\t+([^[\]{}]*?)\n\t+\]/g,
			(_, row: string) => `[${row.replaceAll(/,\n\t+/g, ', ')}]`
		) + '\n'
	);
}

/** One feature a line, so that a change of one room is a change of one line. */
function geojson(level: DrawnLevel): string {
	const lines = levelFeatures(SITE, level).map((feature) => JSON.stringify(feature));
	return `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`;
}

/** Every file of the sample by its name. */
export function sampleFiles(): Record<string, string> {
	return {
		'building.json': json(BUILDING),
		'ground.geojson': geojson(GROUND),
		'first.geojson': geojson(FIRST),
		'site.geojson': geojson(YARD),
		'devices.json': json(DEVICES),
		'placements.json': json(
			PLACES.map(({ device, channel, room, bay, line, at, from, to }) => ({
				...{ device, channel, level: levelOf(room), room, bay, line },
				...{ position: position(SITE, at), from, to }
			}))
		),
		'limits.json': json(LIMITS),
		'comfort.json': json(COMFORT)
	};
}

if (import.meta.main) {
	for (const [name, text] of Object.entries(sampleFiles())) {
		writeFileSync(join(import.meta.dirname, name), text);
	}
}
