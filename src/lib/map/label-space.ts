/** What decides where words may stand on the screen: the scale, the face, what is in sight and what lies over it. */
import type * as Leaflet from 'leaflet';
import type { Level, Point } from '#floorplan/building.ts';
import { bounds, type Bounds } from '#floorplan/geometry.ts';
import { boxAround } from './boxes.ts';
import type { LabelOptions, PlacedLabel } from './label-layout.ts';
import { steadyMeasure, type Measure } from './label-words.ts';
import type { Surroundings } from './leaders.ts';
import { scaleOf } from './plan-view.ts';
import type { Overlay } from './room-view.ts';
import type { SiteBounds } from './site-labels.ts';

export interface LabelSpace {
	options: LabelOptions;
	limits: SiteBounds;
}

/**
 * The space of a map as it is now.
 * @param overlays what the page lays over the sheet; the sheet's own neighbours are found here.
 * @param direction degrees anticlockwise, in which the building lies.
 * @param whole whether all of the plan is in sight.
 */
export function labelSpace(
	map: Leaflet.Map,
	element: HTMLElement,
	overlays: readonly Overlay[],
	direction: number,
	whole: boolean
): LabelSpace {
	const metres = ({ x, y, width, height }: Overlay): Bounds => {
		const corners = [
			[x, y + height],
			[x + width, y]
		].map(([left = 0, top = 0]): Point => {
			const { lat, lng } = map.containerPointToLatLng([left, top]);
			return [lng, lat];
		});
		return bounds(corners) ?? { min: [0, 0], max: [0, 0] };
	};
	const { x: width, y: height } = map.getSize();
	return {
		options: { scale: scaleOf(map), direction, measure: steadyMeasure(measureIn(element)) },
		limits: {
			frame: whole ? metres({ x: 0, y: 0, width, height }) : null,
			taken: [...neighbours(element), ...overlays].map(metres)
		}
	};
}

/** Widths in the face of the page. */
function measureIn(element: HTMLElement): Measure {
	const { fontFamily } = getComputedStyle(element);
	const context = document.createElement('canvas').getContext('2d');
	return (text, size, weight) => {
		if (!context) return text.length * size * 0.6;
		context.font = `${weight} ${size}px ${fontFamily}`;
		return context.measureText(text).width;
	};
}

/** What stands beside the sheet in its own box, and so over it. */
function neighbours(element: HTMLElement): Overlay[] {
	const own = element.getBoundingClientRect();
	return [...(element.parentElement?.children ?? [])]
		.filter((other) => other !== element)
		.map((other) => other.getBoundingClientRect())
		.map(({ x, y, width, height }) => ({ x: x - own.x, y: y - own.y, width, height }));
}

/**
 * What words beside the building keep clear of; null on a near view: there is no beside.
 * @param ground the site, where it is drawn.
 */
export function surroundings(
	level: Level,
	ground: Level | null,
	{ options: { scale }, limits: { frame, taken } }: LabelSpace,
	onSite: readonly PlacedLabel[]
): Surroundings | null {
	if (frame === null) return null;
	const outdoors = level.rooms.filter(({ type }) => type === 'outdoor');
	const parked = ground ? [...ground.bays, ...ground.areas] : [];
	const words = onSite.map(({ centre, width, height }) =>
		boxAround(centre, width / scale, height / scale)
	);
	return {
		buildings: [
			...level.outline,
			...[...outdoors, ...parked].flatMap(({ polygon }) => polygon.slice(0, 1))
		],
		frame,
		taken: [...taken, ...words]
	};
}
