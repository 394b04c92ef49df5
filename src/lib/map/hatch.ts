/** The hatch of a room that says nothing: lines at 45°, 1.3 px every 6. */

/** px; two lines of a tile this wide are 6.01 px apart, and a whole number keeps them sharp. */
export const HATCH_TILE = 17;
export const HATCH_WEIGHT = 1.3;

type Segment = readonly [number, number, number, number];

/**
 * Lines from bottom left to top right that make a tile which repeats without a seam: those of
 * the tile and those of its neighbours whose stroke reaches into it. [x1, y1, x2, y2], px.
 */
export function hatchSegments(tile = HATCH_TILE): Segment[] {
	return [0, 0.5, 1, 1.5, 2].map((share): Segment => {
		const sum = share * tile;
		return [sum + tile, -tile, sum - 2 * tile, 2 * tile];
	});
}

/**
 * A pattern for a canvas: the hatch over a ground colour.
 * @param density device pixels a CSS pixel, as the canvas is scaled.
 */
export function hatchPattern(
	ground: string,
	line: string,
	density: number
): CanvasPattern | string {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = HATCH_TILE * density;
	const context = canvas.getContext('2d');
	if (!context) return ground;
	context.scale(density, density);
	context.fillStyle = ground;
	context.fillRect(0, 0, HATCH_TILE, HATCH_TILE);
	context.strokeStyle = line;
	context.lineWidth = HATCH_WEIGHT;
	for (const [x1, y1, x2, y2] of hatchSegments()) {
		context.beginPath();
		context.moveTo(x1, y1);
		context.lineTo(x2, y2);
		context.stroke();
	}
	const pattern = context.createPattern(canvas, 'repeat');
	pattern?.setTransform(new DOMMatrix().scale(1 / density));
	return pattern ?? ground;
}

/** The hatch over each ground, made once. */
export class Hatches {
	#line: string;
	#density: number;
	#made = new Map<string, CanvasPattern | string>();

	/** @param density device pixels a CSS pixel, as the canvas is scaled. */
	constructor(line: string, density: number) {
		this.#line = line;
		this.#density = density;
	}

	over(ground: string): CanvasPattern | string {
		const pattern = this.#made.get(ground) ?? hatchPattern(ground, this.#line, this.#density);
		this.#made.set(ground, pattern);
		return pattern;
	}
}
