/** How the rooms of a level are written down: a row each, metres in the plan's own axes. */
import type { Point, Ring, Room } from '../building.ts';
import type { OpeningSketch, WindowRule } from '../draft.ts';
import type { Words } from '#lib/domain/metrics.ts';

export interface RoomSketch extends Pick<Room, 'key' | 'name' | 'shortName' | 'type' | 'category'> {
	ring: Ring;
	holes?: Ring[];
	seats?: number;
	occupants?: string[];
	/** null: none towards the outside. */
	windows: WindowRule | null;
}

/** Key, names, type, category, outline, and what else there is to say. */
export type Row = [string, string, string, Room['type'], string, Ring, Partial<RoomSketch>?];

const WIDE: WindowRule = { width: 1.6, gap: 1.5 };
export const HIGH: WindowRule = { width: 0.8, gap: 1.2 };

export function room([key, id, en, type, category, outline, rest]: Row): RoomSketch {
	return { key, name: { id, en }, type, category, ring: outline, windows: WIDE, ...rest };
}

export const short = (id: string, en: string): { shortName: Words } => ({ shortName: { id, en } });

/** From corner to corner. */
export const box = (x1: number, y1: number, x2: number, y2: number): Ring => [
	[x1, y1],
	[x2, y1],
	[x2, y2],
	[x1, y2]
];

/** A ring from x, y, x, y … */
export const ring = (...xy: number[]): Ring =>
	Array.from({ length: xy.length / 2 }, (_, n): Point => [xy[2 * n] ?? 0, xy[2 * n + 1] ?? 0]);

/** A door that opens into a room; from 1.3 m on with two leaves. */
export const door = (key: string, at: Point, width: number, into: string): OpeningSketch => ({
	key,
	kind: width > 1.3 ? 'double-door' : 'door',
	at,
	width,
	into
});

export const open = (key: string, at: Point, width: number): OpeningSketch => ({
	key,
	kind: 'open',
	at,
	width
});
