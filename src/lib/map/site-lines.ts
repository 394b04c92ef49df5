/** What is drawn of the ground around the building: which lines in which pen, in metres; pure. */
import type { Level, Point, SiteMark } from '#floorplan/building.ts';
import { distance } from '#floorplan/geometry.ts';
import { clear, covered, labelsNear } from './furniture.ts';
import type { PlacedLabel } from './label-layout.ts';
import type { Line } from './strokes.ts';

/** A pen for each kind that is drawn in its own manner. */
export type SitePen =
	'boundary' | 'kerb' | 'path' | 'stripe' | 'fine' | 'shelter' | 'hut' | 'tree' | 'roof' | 'ridge';

export interface SiteLines {
	closed: Record<SitePen, Line[]>;
	open: Record<SitePen, Line[]>;
}

const PEN_OF: Record<SiteMark['kind'], SitePen | null> = {
	boundary: 'boundary',
	kerb: 'kerb',
	path: 'path',
	crossing: 'stripe',
	hut: 'hut',
	planter: 'fine',
	street: 'kerb',
	gate: null,
	assembly: 'hut',
	roof: 'roof',
	ridge: 'ridge',
	shelter: 'shelter',
	tree: 'tree'
};

const noLines = (): Record<SitePen, Line[]> => ({
	...{ boundary: [], kerb: [], path: [], stripe: [], fine: [] },
	...{ shelter: [], hut: [], tree: [], roof: [], ridge: [] }
});

/**
 * Of the building itself: its roof; nothing; or, under a floor that covers the rest, what is
 * lower than it.
 */
export type Roofs = 'all' | 'none' | 'below';

/**
 * The site's lines around the words that stand on it: kerbs break off at them, a tree under
 * them is left out.
 */
export function siteLines(
	{ site }: Pick<Level, 'site'>,
	labels: readonly PlacedLabel[],
	scale: number,
	roofs: Roofs
): SiteLines {
	const lines: SiteLines = { closed: noLines(), open: noLines() };
	const around = (line: Line): Line[] => {
		const near = labelsNear(line, labels, scale);
		return near.length > 0 ? clear(line, near, scale) : [line];
	};
	for (const mark of site) {
		const pen = PEN_OF[mark.kind];
		if (pen === null) continue;
		if (roofs === 'none' && (pen === 'roof' || pen === 'ridge')) continue;
		if (roofs === 'below' && pen === 'roof' && mark.form === 'area') {
			lines.closed.shelter.push(mark.shape[0] ?? []);
			continue;
		}
		if (mark.form === 'line') lines.open[pen].push(...around(mark.shape));
		else if (mark.form === 'point') {
			if (mark.kind !== 'tree' && mark.kind !== 'assembly') continue;
			const edge = circle(mark.at, mark.radius);
			if (covered(edge, labelsNear(edge, labels, scale), scale)) continue;
			if (mark.kind === 'tree') lines.closed.tree.push(crown(mark.at, mark.radius));
			else {
				lines.closed[pen].push(edge);
				lines.open[pen].push(...cross(mark.at, mark.radius * 0.5));
			}
		} else {
			const [ring = []] = mark.shape;
			if (pen === 'kerb' || pen === 'boundary') {
				lines.open[pen].push(...around([...ring, ...ring.slice(0, 1)]));
			} else lines.closed[pen].push(ring);
		}
	}
	return lines;
}

const round = (count: number, point: (angle: number) => Point): Line =>
	Array.from({ length: count }, (_, n) => point((2 * Math.PI * n) / count));

function circle([x, y]: Point, radius: number): Line {
	return round(24, (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
}

function cross([x, y]: Point, half: number): Line[] {
	return [
		[
			[x - half, y],
			[x + half, y]
		],
		[
			[x, y - half],
			[x, y + half]
		]
	];
}

/** Leaves in bunches: more of them on a larger tree, and no two trees turned alike. */
function crown([x, y]: Point, radius: number): Line {
	const bunches = Math.max(5, Math.round(4 + radius * 1.6));
	return round(bunches * 8, (angle) => {
		const bulge = 0.86 + 0.14 * Math.abs(Math.sin((bunches * (angle + x + 2 * y)) / 2));
		return [x + radius * bulge * Math.cos(angle), y + radius * bulge * Math.sin(angle)];
	});
}

/** The stems of the trees that are drawn, as lines too short to see under a round cap. */
export function stems({ site }: Pick<Level, 'site'>, crowns: readonly Line[]): Line[] {
	return site.flatMap((mark): Line[] => {
		if (mark.form !== 'point' || mark.kind !== 'tree') return [];
		const shown = crowns.some(([edge]) => edge && distance(edge, mark.at) < mark.radius * 1.01);
		const [x, y] = mark.at;
		return shown
			? [
					[
						[x, y],
						[x + 0.01, y]
					]
				]
			: [];
	});
}
