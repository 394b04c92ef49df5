/** The answer of an Overpass query (`[out:json]`) as the GeoJSON features it describes. */
import type { Position } from './shapes.ts';

type Element = Record<string, unknown>;

/** Ways and tagged nodes become features; of relations, the multipolygons whose ways are there. */
export function overpassFeatures(elements: readonly unknown[]): Element[] {
	const all = elements.filter(
		(one): one is Element => typeof one === 'object' && one !== null && !Array.isArray(one)
	);
	const nodes = new Map<unknown, Position>();
	for (const { type, id, lon, lat } of all) {
		if (type === 'node' && typeof lon === 'number' && typeof lat === 'number') {
			nodes.set(id, [lon, lat]);
		}
	}
	const lines = new Map<unknown, Position[]>();
	for (const way of all) if (way.type === 'way') lines.set(way.id, lineOf(way, nodes));
	return all.flatMap((element) => {
		const tags = element.tags;
		const geometry = geometryOf(element, nodes, lines);
		if (typeof tags !== 'object' || tags === null || !geometry) return [];
		const id = `${String(element.type)}/${String(element.id)}`;
		return [{ type: 'Feature', id, properties: { ...tags }, geometry }];
	});
}

function lineOf({ nodes: refs, geometry }: Element, nodes: Map<unknown, Position>): Position[] {
	if (Array.isArray(geometry)) return geometry.map(({ lon, lat }): Position => [lon, lat]);
	if (!Array.isArray(refs)) return [];
	return refs.flatMap((ref) => {
		const node = nodes.get(ref);
		return node ? [node] : [];
	});
}

function geometryOf(
	element: Element,
	nodes: Map<unknown, Position>,
	lines: Map<unknown, Position[]>
): object | null {
	if (element.type === 'node') {
		const coordinates = nodes.get(element.id);
		return coordinates ? { type: 'Point', coordinates } : null;
	}
	if (element.type === 'way') {
		const coordinates = lines.get(element.id) ?? [];
		const tags: Record<string, unknown> = Object(element.tags);
		const area = isClosed(coordinates) && !('highway' in tags) && tags.indoor !== 'wall';
		if (coordinates.length === 0) return null;
		return area
			? { type: 'Polygon', coordinates: [coordinates] }
			: { type: 'LineString', coordinates };
	}
	if (!Array.isArray(element.members)) return null;
	const rings = (role: string): Position[][] =>
		joined(
			asMembers(element.members)
				.filter((member) => member.type === 'way' && (member.role || 'outer') === role)
				.map((member) => lines.get(member.ref) ?? lineOf(member, nodes))
		).filter(isClosed);
	const [outer, inner] = [rings('outer'), rings('inner')];
	const [first] = outer;
	if (!first) return null;
	// Which hole is whose is told where the areas are read; one outer ring is the usual case.
	return outer.length === 1
		? { type: 'Polygon', coordinates: [first, ...inner] }
		: {
				type: 'MultiPolygon',
				coordinates: outer.map((ring) => [ring, ...inner.filter((hole) => holds(ring, hole[0]))])
			};
}

function asMembers(members: unknown): Element[] {
	return Array.isArray(members) ? members.filter((one) => typeof one === 'object' && one) : [];
}

function isClosed(line: readonly Position[]): boolean {
	return line.length > 3 && String(line[0]) === String(line.at(-1));
}

/** Ways end to end, in whichever direction each was drawn. */
function joined(lines: Position[][]): Position[][] {
	const rest = lines.filter((line) => line.length > 1);
	const rings: Position[][] = [];
	for (let first = rest.pop(); first; first = rest.pop()) {
		let ring = first;
		for (;;) {
			const end = String(ring.at(-1));
			if (isClosed(ring)) break;
			const index = rest.findIndex((l) => String(l[0]) === end || String(l.at(-1)) === end);
			const [next] = index < 0 ? [] : rest.splice(index, 1);
			if (!next) break;
			const onward = String(next[0]) === end ? next : next.toReversed();
			ring = [...ring, ...onward.slice(1)];
		}
		rings.push(ring);
	}
	return rings;
}

function holds(ring: readonly Position[], point: Position | undefined): boolean {
	if (!point) return false;
	let inside = false;
	for (const [n, a] of ring.entries()) {
		const b = ring[n + 1] ?? a;
		const across = a[1] > point[1] !== b[1] > point[1];
		if (across && point[0] < a[0] + ((point[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) {
			inside = !inside;
		}
	}
	return inside;
}
