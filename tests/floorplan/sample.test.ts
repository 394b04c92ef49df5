import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Point, Polygon, Ring, Room } from '#floorplan/building.ts';
import {
	along,
	area,
	contains,
	depth,
	distance,
	distanceToSegment,
	edges
} from '#floorplan/geometry.ts';
import { sampleFiles } from '#floorplan/mpp-lubuklinggau/generate.ts';
import { readBuilding } from '#floorplan/read-building.ts';

const FOLDER = fileURLToPath(new URL('../../floorplan/mpp-lubuklinggau', import.meta.url));
const building = readBuilding(FOLDER);
const levels = building.levels
	.filter(({ outdoor }) => !outdoor)
	.map((level) => ({ level, key: level.key }));

/** A millimetre is what the files keep. */
const NEAR_M = 0.003;

const indoors = (rooms: readonly Room[]): Room[] => rooms.filter(({ type }) => type !== 'outdoor');
const onEdge = (room: Room, point: Point): boolean =>
	room.polygon.some((ring) =>
		edges(ring).some(([a, b]) => distanceToSegment(point, a, b) < NEAR_M)
	);

test('the committed files are what the drawing gives', () => {
	for (const [name, text] of Object.entries(sampleFiles())) {
		expect(readFileSync(`${FOLDER}/${name}`, 'utf8') === text, name).toBe(true);
	}
});

describe.each(levels)('level $key', ({ level }) => {
	test('has rooms that fill its outline: no gap, no overlap', () => {
		const rooms = indoors(level.rooms);
		const sum = rooms.reduce((total, { polygon }) => total + area(polygon), 0);
		expect(Math.abs(sum - area(level.outline))).toBeLessThan(0.5);
		let asked = 0;
		for (let x = 0; x < 110; x += 0.61) {
			for (let y = 0; y < 120; y += 0.53) {
				if (depth(level.outline, [x, y]) < 0.02) continue;
				const edge = rooms.some(({ polygon }) => Math.abs(depth(polygon, [x, y])) < 0.02);
				if (edge) continue;
				asked++;
				const found = rooms.filter(({ polygon }) => contains(polygon, [x, y]));
				expect(
					found.map(({ key }) => key),
					`${x} ${y}`
				).toHaveLength(1);
			}
		}
		expect(asked).toBeGreaterThan(5_000);
	});

	test('has openings that touch the two places they join', () => {
		for (const { id, kind, from, to, joins } of level.openings) {
			if (kind === 'window') continue;
			expect(joins, id).toHaveLength(2);
			expect(joins[0], id).not.toBe(joins[1]);
			for (const key of joins) {
				const room = level.rooms.find((one) => one.key === key);
				if (key === 'outside') continue;
				expect(room && onEdge(room, from) && onEdge(room, to), `${id} and ${key}`).toBe(true);
			}
			if (!joins.includes('outside')) continue;
			const [a, b] = [0.3, -0.3].map((away): Point => {
				const length = distance(from, to);
				const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
				return [x - ((to[1] - from[1]) / length) * away, y + ((to[0] - from[0]) / length) * away];
			});
			const outside = [a, b].filter((point) => point && !contains(level.outline, point));
			expect(outside, `${id} leads out`).toHaveLength(1);
		}
	});

	test('lets a person walk from outside into every room', () => {
		// From the ground, or on other floors from the stairs; nobody walks on air.
		const start = level.ordinal === 0 ? ['outdoor'] : ['stairs'];
		const reached = new Set([
			'outside',
			...level.rooms
				.filter(({ type, category }) => start.includes(type) || start.includes(category))
				.map(({ key }) => key)
		]);
		for (let before = -1; before < reached.size;) {
			before = reached.size;
			for (const { joins } of level.openings) {
				if (joins.some((key) => reached.has(key))) joins.forEach((key) => reached.add(key));
			}
		}
		const missed = level.rooms.filter(({ key, type }) => type !== 'void' && !reached.has(key));
		expect(missed.map(({ key }) => key)).toEqual([]);
	});

	test('has true gaps in its walls at every opening', () => {
		for (const { id, from, to, thickness } of level.openings) {
			const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
			const blocked = level.walls.filter((w) => distanceToSegment(middle, w.from, w.to) < 0.1);
			expect(blocked, id).toEqual([]);
			expect([0.15, 0.25]).toContain(thickness);
			for (const end of [from, to]) {
				const wall = level.walls.some(
					(w) => Math.min(distance(w.from, end), distance(w.to, end)) < NEAR_M
				);
				expect(wall, `${id} ends at a wall`).toBe(true);
			}
		}
	});

	test('has furniture that stands in one room', () => {
		for (const { id, kind, closed, shape } of level.fixtures) {
			if (!closed || kind === 'counter') continue;
			const corners = (shape[0] ?? []).map((point) =>
				level.rooms.filter(({ polygon }) => depth(polygon, point) > -NEAR_M).map(({ key }) => key)
			);
			const shared = corners.reduce((a, b) => a.filter((key) => b.includes(key)));
			if (kind !== 'ramp') expect(shared.length, `${kind} ${id}`).toBeGreaterThan(0);
		}
	});

	test('has as many seats as its halls say', () => {
		for (const room of level.rooms.filter(({ seats }) => seats)) {
			const drawn = level.fixtures.filter(
				({ kind, closed, shape }) =>
					kind === 'seat' && closed && shape[0]?.every((point) => contains(room.polygon, point))
			);
			expect(drawn.length, room.key).toBe(room.seats);
		}
	});

	test('has doors and rooms of a size people build', () => {
		for (const { kind, from, to } of level.openings) {
			if (kind !== 'door' && kind !== 'double-door') continue;
			expect(distance(from, to)).toBeGreaterThanOrEqual(0.79);
			expect(distance(from, to)).toBeLessThanOrEqual(3.21);
		}
		for (const room of level.rooms) {
			expect(room.area, room.key).toBeGreaterThan(3.5);
			expect(room.area, room.key).toBeLessThan(400);
			expect(depth(room.polygon, room.labelAt), room.key).toBeGreaterThan(0.5);
		}
	});
});

test('the ground floor has the counters 1 to 25 and the halls of the brief', () => {
	const ground = building.levels.find(({ ordinal }) => ordinal === 0);
	const counters = ground?.fixtures.filter(({ kind }) => kind === 'counter') ?? [];
	expect(counters.map(({ name }) => name?.id)).toEqual(
		Array.from({ length: 25 }, (_, n) => `Loket ${n + 1}`)
	);
	const areas = Object.fromEntries(ground?.rooms.map(({ key, area }) => [key, area]) ?? []);
	expect(areas['tunggu-a']).toBeCloseTo(244, 0);
	expect(areas['musala']).toBeCloseTo(48, 0);
	expect(areas['tunggu-c']).toBeCloseTo(144, 0);
});

test('the first floor has the plenary hall, the open gallery and nine licensing offices', () => {
	const first = building.levels.find(({ ordinal }) => ordinal === 1);
	const hall = first?.rooms.find(({ key }) => key === 'aula');
	expect(hall?.area).toBeCloseTo(22 * 18, 0);
	expect(hall?.seats).toBe(180);
	const offices = first?.rooms.filter(
		({ key, occupants }) => occupants.includes('DPMPTSP') && key !== 'kepala'
	);
	expect(offices).toHaveLength(9);
	expect(new Set(offices?.map(({ area }) => Math.round(area))).size).toBeGreaterThan(6);
	expect(first?.rooms.filter(({ type }) => type === 'void')).toHaveLength(1);
});

test('stairs and the lift meet those below', () => {
	const shafts = (ordinal: number) =>
		building.levels
			.filter((level) => level.ordinal === ordinal && !level.outdoor)
			.flatMap(({ rooms }) => rooms)
			.filter(({ category }) => category === 'stairs' || category === 'elevator')
			.map(({ polygon }) => JSON.stringify(polygon))
			.sort();
	expect(shafts(1)).toEqual(shafts(0));
	expect(shafts(1)).toHaveLength(4);
});

describe('the site', () => {
	const site = building.levels.find(({ outdoor }) => outdoor);
	const ground = building.levels.find(({ ordinal }) => ordinal === 0);
	const bays = site?.bays ?? [];
	const places = [...bays, ...(site?.areas ?? [])];
	const middle = (polygon: Polygon): Point => meanOf(polygon[0] ?? []);
	const meanOf = (ring: Ring): Point => {
		const sum = ring.reduce<Point>((a, b) => [a[0] + b[0], a[1] + b[1]], [0, 0]);
		return [sum[0] / ring.length, sum[1] / ring.length];
	};
	/** Corners and points of the edges, drawn in by a hand's breadth. */
	const grain = (polygon: Polygon): Point[] => {
		const centre = middle(polygon);
		return (polygon[0] ?? []).flatMap((corner, n, ring) => {
			const next = ring[(n + 1) % ring.length] ?? corner;
			return [0, 0.25, 0.5, 0.75].map((share) => along(along(corner, next, share), centre, 0.03));
		});
	};

	test('has 48 public bays, 8 official and 4 for the disabled, numbered 1 to 60', () => {
		const count = (name: string) => bays.filter((bay) => bay.class === name).length;
		expect([count('car'), count('official'), count('disabled')]).toEqual([48, 8, 4]);
		expect(bays.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
		expect(site?.areas.map(({ class: kind, places: many }) => [kind, many])).toEqual([
			['motorcycle', 100],
			['motorcycle', 50]
		]);
	});

	test('numbers run on across a planter while keys keep the place in the row', () => {
		const row = bays.filter(({ key }) => key.startsWith('a-barat'));
		expect(row.map(({ key, number }) => `${key} ${number}`)).toContain('a-barat-6 5');
	});

	test('has bays of the size that is prescribed, open to where one drives in', () => {
		for (const { key, class: kind, polygon } of bays) {
			const [a, b, c] = polygon[0] ?? [];
			if (!a || !b || !c) throw new Error(`${key} has no corners`);
			expect(distance(a, b), key).toBeCloseTo(kind === 'disabled' ? 3.7 : 2.5, 2);
			expect(distance(b, c), key).toBeCloseTo(5, 2);
			// Three metres before it nothing stands.
			const before = along(middle(polygon), along(a, b, 0.5), (2.5 + 3) / 2.5);
			expect(places.filter((one) => contains(one.polygon, before)).map((one) => one.key)).toEqual(
				[]
			);
			expect(ground && contains(ground.outline, before)).toBe(false);
		}
	});

	test('has bays and areas inside it, clear of each other, the building, the porch and the trees', () => {
		const porch = ground?.rooms.find(({ key }) => key === 'serambi');
		const solid = [ground?.outline, porch?.polygon].filter((one) => one !== undefined);
		for (const one of places) {
			for (const point of grain(one.polygon)) {
				expect(site && contains(site.outline, point), one.key).toBe(true);
				const others = places.filter((other) => other !== one && contains(other.polygon, point));
				expect(
					others.map(({ key }) => key),
					one.key
				).toEqual([]);
				expect(
					solid.some((polygon) => contains(polygon, point)),
					one.key
				).toBe(false);
				for (const mark of site?.site ?? []) {
					if (mark.form === 'point' && mark.kind === 'tree') {
						expect(distance(mark.at, point), `${one.key} ${mark.key}`).toBeGreaterThan(mark.radius);
					}
					if (mark.form === 'area' && ['hut', 'planter', 'path'].includes(mark.kind)) {
						expect(contains(mark.shape, point), `${one.key} ${mark.key}`).toBe(false);
					}
				}
			}
			const zone = site?.rooms.find(({ key }) => key === one.zone);
			expect(zone && contains(zone.polygon, middle(one.polygon)), one.key).toBe(true);
		}
	});

	test('has its trees off the building and off each other', () => {
		const trees = (site?.site ?? []).flatMap((mark) =>
			mark.form === 'point' && mark.kind === 'tree' ? [mark] : []
		);
		expect(trees.length).toBeGreaterThan(25);
		for (const tree of trees) {
			expect(ground && depth(ground.outline, tree.at), tree.key).toBeLessThan(-tree.radius * 0.9);
			const near = trees.filter(
				(t) => t !== tree && distance(t.at, tree.at) < t.radius + tree.radius
			);
			expect(
				near.map(({ key }) => key),
				tree.key
			).toEqual([]);
		}
	});

	test('has the bays for the disabled within 25 m of the main door', () => {
		const door = ground?.openings.find(({ joins }) => joins.includes('serambi'));
		if (!door) throw new Error('no main door');
		for (const { key, class: kind, polygon } of bays) {
			const far = distance(middle(polygon), along(door.from, door.to, 0.5));
			if (kind === 'disabled') expect(far, key).toBeLessThanOrEqual(25);
		}
	});

	test('has gates on the edge of its areas, each with its counter', () => {
		for (const { key, polygon, gate, countedBy } of site?.areas ?? []) {
			expect(Math.abs(depth(polygon, gate)), key).toBeLessThan(NEAR_M);
			const placed = building.placements.filter(
				({ device, to }) => device === countedBy?.device && to === null
			);
			expect(placed.map(({ room }) => room)).toEqual([key]);
		}
	});

	test('has one sensor to every bay', () => {
		const watched = building.placements.flatMap(({ bay, to }) => (bay && to === null ? [bay] : []));
		expect(watched.sort()).toEqual(bays.map(({ key }) => key).sort());
		for (const { bay, at } of building.placements) {
			const polygon = bays.find(({ key }) => key === bay)?.polygon;
			if (bay) expect(polygon && contains(polygon, at), bay).toBe(true);
		}
	});
});

test('the prayer room faces 295° on the map', () => {
	const musala = building.levels[0]?.rooms.find(({ key }) => key === 'musala');
	const azimuths = edges(musala?.polygon[0] ?? []).map(
		([a, b]) => ((Math.atan2(b[0] - a[0], b[1] - a[1]) * 180) / Math.PI + 360) % 360
	);
	expect(Math.min(...azimuths.map((azimuth) => Math.abs(azimuth - 295)))).toBeLessThan(0.1);
});

test('every id is a UUID and stands once', () => {
	const text = readFileSync(`${FOLDER}/ground.geojson`, 'utf8');
	const ids = [...text.matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id]) => id);
	expect(ids.length).toBeGreaterThan(500);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.every((id) => /^.{14}5.{4}[89ab]/.test(id ?? ''))).toBe(true);
});

test('ids outlive a new drawing: these were given out first', () => {
	expect(building.id).toMatchInlineSnapshot(`"3ec3ee68-2ca9-5b9d-8577-660c33e52be1"`);
	expect(building.levels[0]?.id).toMatchInlineSnapshot(`"6c356980-38ca-583e-b674-12c3257b8886"`);
	expect(building.levels[0]?.rooms.find(({ key }) => key === 'lobi')?.id).toMatchInlineSnapshot(
		`"2f5529a6-4690-52ae-bc2c-da9a7b9ab306"`
	);
});

describe('devices', () => {
	const rooms = building.levels.flatMap((level) => level.rooms);

	test('stand inside their rooms, each in one at a time', () => {
		const now = building.placements.filter(({ to }) => to === null);
		expect(now.map(({ device }) => device).sort()).toEqual(
			building.devices.map(({ device }) => device).sort()
		);
		for (const { device, room: key, at } of building.placements) {
			const room = rooms.find((one) => one.key === key);
			expect(room && contains(room.polygon, at), device).toBe(true);
		}
	});

	test('watch every public room and half the offices, counters each a door with its direction', () => {
		const lines = building.placements.filter(({ line, to }) => line && to === null);
		expect(lines.filter(({ level }) => level === 'halaman')).toHaveLength(2);
		expect(lines.filter(({ level }) => level !== 'halaman')).toHaveLength(7);
		for (const { level, line, at } of lines) {
			if (level === 'halaman') continue;
			const door = building.levels
				.flatMap(({ openings }) => openings)
				.find(({ joins }) => line && joins.includes(line.from) && joins.includes(line.to));
			expect(door && distance(along(door.from, door.to, 0.5), at), line?.to).toBeLessThan(1.5);
		}
		const monitored = new Set(building.placements.map(({ room }) => room));
		const hall = rooms.filter(({ type }) =>
			['waiting', 'lobby', 'prayer', 'server'].includes(type)
		);
		const missed = hall.filter(({ key }) => !monitored.has(key)).map(({ key }) => key);
		// A niche and a foyer, both open to what is watched.
		expect(missed).toEqual(['atm', 'foyer-aula']);
	});

	test('bear the ids their networks give them', () => {
		for (const { device, network } of building.devices) {
			const eui = /^[0-9a-f]{16}$/.test(device);
			expect(eui, `${network} ${device}`).toBe(['tts', 'chirpstack'].includes(network));
			if (network === 'xovis') expect(device).toMatch(/^[0-9a-f]{12}$/);
		}
		expect(new Set(building.devices.map(({ network }) => network))).toEqual(
			new Set(['tts', 'chirpstack', 'plain', 'zigbee2mqtt', 'tasmota', 'xovis'])
		);
	});

	test('hang three to a hall, on different walls', () => {
		for (const hall of ['tunggu-a', 'tunggu-b', 'tunggu-c', 'aula']) {
			const climate = building.placements.filter(
				({ device, room }) => room === hall && !/VS1|VS3|gate/.test(modelOf(device))
			);
			expect(climate, hall).toHaveLength(3);
			for (const a of climate) {
				for (const b of climate) if (a !== b) expect(distance(a.at, b.at)).toBeGreaterThan(3);
			}
		}
	});

	const modelOf = (device: string): string =>
		building.devices.find((one) => one.device === device)?.model ?? '';

	test('are of makes whose real messages are known', () => {
		const file = new URL('../../../shared/realdata/payloads.jsonl', import.meta.url);
		if (!existsSync(file)) {
			console.log('left out: the real messages are not here');
			return;
		}
		const known = readFileSync(file, 'utf8');
		for (const { model, network } of building.devices) {
			if (!['tts', 'chirpstack', 'xovis'].includes(network)) continue;
			expect(known.includes(`"device": "${model}`), model).toBe(true);
		}
	});
});

test('limits of an unconfirmed source claim nothing', () => {
	const temperature = building.limits.filter(
		({ metric, primary }) => metric === 'temperature' && primary
	);
	expect(temperature.map(({ min, max, watch }) => [min, max, watch])).toEqual([
		[23, 26, 1],
		[23, 28, 1],
		[18, 27, 1]
	]);
	for (const { mark, verified } of building.limits) expect(verified).toBe(mark === 'S');
	const claimed = building.limits.filter(
		({ standard, verified }) => standard === 'Permenkes 48/2016' && verified
	);
	expect(new Set(claimed.map(({ metric }) => metric))).toEqual(new Set(['temperature', 'sound']));
});
