/** Both maps on one page, of which one at a time is seen and changed; counts its frames. */
import leaflet from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { PlanDrawing } from '#lib/map/plan-drawing.ts';
import type { BayState, RoomView } from '#lib/map/room-view.ts';
import { BAYS, HOUSE, POLYGONS, ROOMS, YARD } from './features.ts';

const STATES: RoomView['state'][] = ['within', 'watch', 'act', 'unknown'];
const COLOURS = ['#DDE5EA', '#F0CB7C', '#B5341F', '#FCFBF8'];
const BAY_STATES: BayState[] = ['free', 'taken', 'unknown'];
const CHANGES = 500;
const TICK_MS = 100;

function element(id: string): HTMLElement {
	const found = document.getElementById(id);
	if (!found) throw new Error(`the page has no ${id}`);
	return found;
}

/** Features that change in a tick: others in each, every sixth. */
const changed = (tick: number): number[] =>
	Array.from({ length: CHANGES }, (_, n) => n * 6 + (tick % 6));

function ourMap(): (tick: number) => void {
	const drawing = new PlanDrawing(leaflet, element('ours'), {
		onselect: () => undefined,
		onscale: () => undefined
	});
	let rooms = new Map(
		HOUSE.rooms.map(({ key }): [string, RoomView] => [
			key,
			{ state: 'within', label: key, value: '25,0 °C' }
		])
	);
	let bays = new Map(YARD.bays.map(({ key }): [string, BayState] => [key, 'free']));
	const site = { layer: 'parking', areas: new Map(), zones: new Map(), names: {} } as const;
	drawing.setLevel(HOUSE, [HOUSE, YARD]);
	drawing.setRooms(rooms);
	// Bays in their states, and rooms in theirs: the most that is ever drawn.
	drawing.setSite({ ...site, layer: 'climate', bays });
	return (tick) => {
		rooms = new Map(rooms);
		bays = new Map(bays);
		for (const index of changed(tick)) {
			const state = STATES[(index + tick) % 4] ?? 'within';
			const value = `${(23 + (tick % 50) / 10).toFixed(1)} °C`;
			if (index < ROOMS) rooms.set(`r${index}`, { state, label: `r${index}`, value });
			else bays.set(`b${index - ROOMS}`, BAY_STATES[(index + tick) % 3] ?? 'free');
		}
		drawing.setRooms(rooms);
		drawing.setSite({ ...site, layer: 'climate', bays });
	};
}

function bareMap(): (tick: number) => void {
	const map = leaflet.map(element('bare'), {
		crs: leaflet.CRS.Simple,
		renderer: leaflet.canvas({ padding: 0.1 }),
		...{ zoomControl: false, attributionControl: false, zoomSnap: 0 },
		...{ zoomAnimation: false, fadeAnimation: false }
	});
	map.fitBounds([
		[0, 0],
		[95, 108]
	]);
	const layers = POLYGONS.map((rings) =>
		leaflet
			.polygon(
				rings.map((ring) => ring.map(([x, y]): [number, number] => [y, x])),
				{ weight: 1, color: '#B9B5AA', fillOpacity: 1, fillColor: '#DDE5EA', smoothFactor: 0 }
			)
			.addTo(map)
	);
	return (tick) => {
		for (const index of changed(tick)) {
			layers[index]?.setStyle({ fillColor: COLOURS[(index + tick) % 4] ?? '#FCFBF8' });
		}
	};
}

const maps = { ours: ourMap(), bare: bareMap() };
export type MapName = keyof typeof maps;
if (BAYS + ROOMS !== POLYGONS.length) throw new Error('the two maps differ');

let ticks = 0;

/** Shows one map for a time and changes it ten times a second. @returns frames a second. */
async function run(name: MapName, ms: number): Promise<number> {
	for (const other of Object.keys(maps)) element(other).classList.toggle('idle', other !== name);
	const change = maps[name];
	const start = performance.now();
	let frames = 0;
	let next = start;
	return new Promise((done) => {
		const frame = (now: number) => {
			frames += 1;
			if (now >= next) {
				change((ticks += 1));
				// A map that cannot follow is not given more to do for it.
				next = Math.max(next + TICK_MS, now - TICK_MS);
			}
			if (now - start < ms) requestAnimationFrame(frame);
			else done((frames / (now - start)) * 1000);
		};
		requestAnimationFrame(frame);
	});
}

Object.assign(window, { run });
