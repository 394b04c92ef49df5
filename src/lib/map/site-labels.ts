/** Words on the ground around the building: zones beside their rows, the street, the gates, numbers of bays. */
import type { Level, Point, Ring } from '#floorplan/building.ts';
import { along, bounds, turn, type Bounds } from '#floorplan/geometry.ts';
import { boxAround, boxesMeet, clearOfRing } from './boxes.ts';
import { NEAR_SCALE, SMALL_SCALE, type LabelOptions, type PlacedLabel } from './label-layout.ts';
import { sizeOf, type LabelLine } from './label-words.ts';
import type { BayState, PlanLayer, RoomView, ZoneView } from './room-view.ts';

export interface SiteWords {
	layer: PlanLayer;
	zones: ReadonlyMap<string, ZoneView>;
	bays: ReadonlyMap<string, BayState>;
	/** Names of marks in the reader's language, by their keys. */
	names: Readonly<Record<string, string>>;
	/** The site itself is the level that is shown, and not only what lies around it. */
	roofed: boolean;
}

export interface SiteBounds {
	/** m; null: whatever is in sight. */
	frame: Bounds | null;
	/** m, what lies over the plan. */
	taken: readonly Bounds[];
}

/** px between a zone and its words, and between an assembly point's sign and its name. */
const GAP = 10;
const ABOVE = 21;
const NAME: Omit<LabelLine, 'text'> = { size: 14, weight: 700, marker: null };
const NOTE: Omit<LabelLine, 'text'> = { size: 14, weight: 500, marker: null };

/** The words of the site at a scale. */
export function siteLabels(
	site: Level,
	words: SiteWords,
	limits: SiteBounds,
	options: LabelOptions
): PlacedLabel[] {
	if (options.scale < SMALL_SCALE) return [];
	const labels = words.layer === 'parking' ? zoneLabels(site, words, limits, options) : [];
	labels.push(...markLabels(site, words, limits, labels, options));
	if (options.scale >= NEAR_SCALE && words.layer === 'parking') {
		labels.push(...numbers(site, words, options));
	}
	return labels;
}

function labelOf(
	key: string,
	lines: LabelLine[],
	look: string,
	options: LabelOptions
): Omit<PlacedLabel, 'centre'> {
	const text = lines.map((line) => line.text).join(' ');
	const view: RoomView = { state: 'unmonitored', label: text, value: null };
	return { key, view, lines, look, angle: 0, named: true, ...sizeOf(lines, options.measure) };
}

function zoneLabels(
	site: Level,
	{ zones }: SiteWords,
	limits: SiteBounds,
	options: LabelOptions
): PlacedLabel[] {
	const { direction, scale } = options;
	const upright = (ring: Ring): Bounds =>
		bounds(ring.map((point) => turn(point, -direction))) ?? { min: [0, 0], max: [0, 0] };
	const whole = upright(site.outline[0] ?? []);
	const roof = site.rooms.filter(({ category }) => category !== 'parking');
	const solid = [...site.bays, ...site.areas, ...roof].map(({ polygon }) => polygon[0] ?? []);
	const counted = new Set(site.areas.map(({ zone }) => zone));
	return site.rooms.flatMap(({ key, polygon }): PlacedLabel[] => {
		const zone = zones.get(key);
		if (!zone) return [];
		const lines = [{ text: zone.name, ...NAME }];
		if (zone.note !== null) lines.push({ text: zone.note, ...NOTE });
		const { min, max } = upright(polygon[0] ?? []);
		const middle = (min[1] + max[1]) / 2;
		// The words stand where the site is wider: away from its middle.
		const west = min[0] + max[0] < whole.min[0] + whole.max[0];
		for (const left of west ? [true, false] : [false, true]) {
			const look = `zone${counted.has(key) ? '' : ' counts'}${left ? ' ends-right' : ''}`;
			const label = labelOf(`zone ${key}`, lines, look, options);
			const [x, y] = turn([left ? min[0] : max[0], middle], direction);
			const aside = (label.width / 2 + GAP) / scale;
			const centre: Point = [left ? x - aside : x + aside, y];
			const box = boxAround(centre, label.width / scale, label.height / scale);
			const covered = solid.some((ring) => !clearOfRing(ring, box));
			if (fits(box, limits) && !covered) return [{ ...label, centre }];
		}
		return [];
	});
}

function inBox({ min, max }: Bounds, [x, y]: Point): boolean {
	return x > min[0] && x < max[0] && y > min[1] && y < max[1];
}

function fits(box: Bounds, { frame, taken }: SiteBounds): boolean {
	if (taken.some((one) => boxesMeet(one, box))) return false;
	if (frame === null) return true;
	return inBox(frame, box.min) && inBox(frame, box.max);
}

function markLabels(
	site: Level,
	{ names, roofed }: SiteWords,
	limits: SiteBounds,
	placed: readonly PlacedLabel[],
	options: LabelOptions
): PlacedLabel[] {
	const { scale } = options;
	return site.site.flatMap((mark): PlacedLabel[] => {
		const text = names[mark.key] ?? mark.name?.id;
		if (text === undefined || (mark.kind !== 'street' && !roofed)) return [];
		const label = labelOf(`mark ${mark.key}`, [{ text, ...NOTE }], 'mark', options);
		if (mark.form !== 'point') return [];
		if (mark.kind === 'roof') return [{ ...label, look: 'mark roof', centre: mark.at }];
		const [x, y] = mark.at;
		const centre: Point = mark.kind === 'assembly' ? [x, y + ABOVE / scale] : [x, y];
		const angle = mark.kind === 'street' ? options.direction : 0;
		const box = boxAround(centre, label.width / scale, label.height / scale);
		const others = placed.map((one) =>
			boxAround(one.centre, one.width / scale, one.height / scale)
		);
		if (!fits(box, limits) || others.some((other) => boxesMeet(other, box))) return [];
		return [{ ...label, centre, angle }];
	});
}

function numbers(site: Level, { bays }: SiteWords, options: LabelOptions): PlacedLabel[] {
	return site.bays.flatMap((bay): PlacedLabel[] => {
		// A sign stands where the number would.
		if (bay.class === 'disabled') return [];
		const [first, , third] = bay.polygon[0] ?? [];
		if (!first || !third) return [];
		const look = `bay is-${bays.get(bay.key) ?? 'unknown'}`;
		const lines = [{ text: String(bay.number), ...NOTE }];
		const label = labelOf(`bay ${bay.key}`, lines, look, options);
		return [{ ...label, centre: along(first, third, 0.5) }];
	});
}
