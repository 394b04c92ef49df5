import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Point, Room } from '#floorplan/building.ts';
import { area, contains, depth, distance, distanceToSegment, edges } from '#floorplan/geometry.ts';
import { sampleFiles } from '#floorplan/mpp-lubuklinggau/generate.ts';
import { readBuilding } from '#floorplan/read-building.ts';

const FOLDER = fileURLToPath(new URL('../../floorplan/mpp-lubuklinggau', import.meta.url));
const building = readBuilding(FOLDER);
const levels = building.levels.map((level) => ({ level, key: level.key }));

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
		const reached = new Set([
			'outside',
			...level.rooms.filter((r) => r.type === 'outdoor').map((r) => r.key)
		]);
		for (let before = -1; before < reached.size;) {
			before = reached.size;
			for (const { joins } of level.openings) {
				if (joins.some((key) => reached.has(key))) joins.forEach((key) => reached.add(key));
			}
		}
		expect(level.rooms.filter(({ key }) => !reached.has(key)).map(({ key }) => key)).toEqual([]);
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
			expect(room.area, room.key).toBeLessThan(300);
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
	const roomOf = (device: string) => {
		const placement = building.placements.find((one) => one.device === device);
		const room = building.levels
			.flatMap(({ rooms }) => rooms)
			.find((r) => r.key === placement?.room);
		return { placement, room };
	};

	test('stand inside their rooms, each in one', () => {
		expect(building.placements.map(({ device }) => device).sort()).toEqual(
			building.devices.map(({ device }) => device).sort()
		);
		for (const { device } of building.devices) {
			const { placement, room } = roomOf(device);
			expect(placement && room && contains(room.polygon, placement.at), device).toBe(true);
		}
	});

	test('bear the ids their networks give them', () => {
		for (const { device, network } of building.devices) {
			const eui = /^[0-9a-f]{16}$/.test(device);
			expect(eui, `${network} ${device}`).toBe(network !== 'plain');
		}
		expect(new Set(building.devices.map(({ network }) => network))).toEqual(
			new Set(['tts', 'chirpstack', 'plain'])
		);
	});

	test('hang three to a hall, on different walls', () => {
		for (const hall of ['tunggu-a', 'tunggu-b', 'tunggu-c']) {
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
			if (network !== 'plain') expect(known.includes(`"device": "${model}"`), model).toBe(true);
		}
	});
});

test('limits of an unconfirmed source claim nothing', () => {
	const temperature = building.limits.filter(({ metric }) => metric === 'temperature');
	expect(temperature.map(({ min, max, watch }) => [min, max, watch])).toEqual([
		[23, 26, 1],
		[23, 28, 1]
	]);
	for (const { metric, verified } of building.limits)
		expect(verified).toBe(metric === 'temperature');
});
