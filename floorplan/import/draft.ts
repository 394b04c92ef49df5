/** A plan on its way in: what each feature is, on which levels, before it is drawn. */
import type { Fixture, Opening, RoomType } from '../building.ts';
import type { Place } from './frames.ts';
import type { Located } from './located.ts';

/** A name by language tag, as IMDF has it. */
export type Label = Record<string, string>;

export interface Thing {
	role: 'outline' | 'room' | 'solid' | 'wall' | 'window' | 'door' | 'fixture' | 'mark' | 'as-is';
	/** As the report calls it. */
	said: string;
	from: Located;
	/** References of the levels it is on. */
	levels: string[];
	label: Label | null;
	/** The source's id, whatever its form; null: it has none. */
	sourceId: string | null;
	/** What is carried into the folder beside what is known of it. */
	properties: Record<string, unknown>;
	type?: RoomType;
	category?: string;
	kind?: Fixture['kind'] | Opening['kind'];
	/** Of a room: no wall towards another such. */
	soft?: boolean;
	/** m, of a door that is a point. */
	width?: number;
}

export interface DraftLevel {
	ref: string;
	ordinal: number;
	label: Label | null;
	/** The source's, where it is one that can be kept. */
	id?: string;
	key?: string;
	outdoor: boolean;
	/** The plan's own dialect draws every room, so that what has none is none. */
	complete: boolean;
	properties: Record<string, unknown>;
}

export interface Draft {
	levels: Map<string, DraftLevel>;
	things: Thing[];
	/** IMDF features of the building as a whole: venue, address, anchors, occupants … */
	kept: Record<string, unknown>[];
	building: {
		id?: string;
		label?: Label;
		address?: Label;
		timeZone?: string;
		anchor?: Place;
		notice?: Label;
	};
}

export function emptyDraft(): Draft {
	return { levels: new Map(), things: [], kept: [], building: {} };
}

/** The level of a reference, made where it is not there. */
export function levelAt(draft: Draft, ref: string, ordinal: number): DraftLevel {
	const known = draft.levels.get(ref);
	if (known) return known;
	const level = { ref, ordinal, label: null, outdoor: false, complete: false, properties: {} };
	draft.levels.set(ref, level);
	return level;
}

const MOST_NAME = 200;

/** Text fit for a name: without control characters and marks that turn it around. */
export function nameText(value: unknown): string | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const text = String(value)
		.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\p{Zl}\p{Zp}]/gu, ' ')
		.trim()
		.slice(0, MOST_NAME);
	return text === '' ? null : text;
}

/** A label of IMDF, or one name for every language; null where there is none. */
export function labelOf(value: unknown): Label | null {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		const name = nameText(value);
		return name === null ? null : { id: name, en: name };
	}
	const names = Object.entries(value).flatMap(([tag, name]): [string, string][] => {
		const text = nameText(name);
		return text !== null && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) ? [[tag, text]] : [];
	});
	const first = names[0]?.[1];
	if (first === undefined) return null;
	const label: Label = Object.fromEntries(names);
	const of = (tag: string): string | undefined =>
		label[tag] ?? names.find(([one]) => one.toLowerCase().startsWith(`${tag}-`))?.[1];
	const en = of('en') ?? of('id') ?? first;
	return { ...label, id: of('id') ?? en, en };
}
