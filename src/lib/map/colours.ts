/** The sheet's colours as the theme gives them, read where the plan is drawn. */
import type { RoomView } from './room-view.ts';

/** Custom property by use, with its value where the theme sets none. */
const COLOURS = {
	within: ['--plan-within', '#DDE5EA'],
	watch: ['--plan-watch', '#F0CB7C'],
	act: ['--plan-act', '#B5341F'],
	hatch: ['--plan-hatch', '#8C918F'],
	floor: ['--plan-floor', '#FCFBF8'],
	wall: ['--plan-wall', '#1F2528'],
	line: ['--plan-line', '#B9B5AA'],
	paper: ['--plan-paper', '#F7F5F0'],
	ink: ['--plan-ink', '#1F2528'],
	onAct: ['--plan-on-act', '#FFF8F2'],
	free: ['--plan-free', '#2F6DA3'],
	tree: ['--plan-tree', '#A9B0A0']
} as const;

export type PlanColours = Record<keyof typeof COLOURS, string>;

export function readColours(element: Element): PlanColours {
	const style = getComputedStyle(element);
	const read = ([property, fallback]: readonly [string, string]): string =>
		style.getPropertyValue(property).trim() || fallback;
	return {
		within: read(COLOURS.within),
		watch: read(COLOURS.watch),
		act: read(COLOURS.act),
		hatch: read(COLOURS.hatch),
		floor: read(COLOURS.floor),
		wall: read(COLOURS.wall),
		line: read(COLOURS.line),
		paper: read(COLOURS.paper),
		ink: read(COLOURS.ink),
		onAct: read(COLOURS.onAct),
		free: read(COLOURS.free),
		tree: read(COLOURS.tree)
	};
}

/** The colour under a room, hatched or not. */
export function groundOf(view: RoomView | undefined, colours: PlanColours): string {
	switch (view?.state) {
		case 'within':
		case 'watch':
		case 'act':
			return colours[view.state];
		case 'stale':
			return view.lastState ? colours[view.lastState] : colours.floor;
		default:
			return colours.floor;
	}
}

/** True where the hatch says that nothing is known now. */
export function isHatched(view: RoomView | undefined): boolean {
	return view?.state === 'stale' || view?.state === 'unknown';
}
