/** Looking into JSON that anyone may have sent: no inherited names, no depth without end. */
import type { Result } from '#lib/domain/result.ts';
import { ok, refuse } from '#lib/domain/result.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** No codec nests deeper than six or seven; what walks the object recurses. */
const MAX_DEPTH = 32;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** The text of some bytes; null where they are no UTF-8. A byte order mark is dropped. */
export function parseUtf8(bytes: Uint8Array): string | null {
	try {
		return strictUtf8.decode(bytes);
	} catch {
		return null;
	}
}

/** The value that a text spells. Refused: `not-json`; `wrong-shape` where it is nested beyond use. */
export function parseJson(text: string): Result<unknown, 'not-json' | 'wrong-shape'> {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return refuse('not-json', 'the payload is not JSON');
	}
	return mayNest(MAX_DEPTH, text) && deeperThan(MAX_DEPTH, json)
		? refuse('wrong-shape', `the payload is nested deeper than ${MAX_DEPTH} levels`)
		: ok(json);
}

/** The value as an object of named fields; null for arrays, null and everything else. */
export function asObject(value: unknown): JsonObject | null {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as JsonObject)
		: null;
}

/** A field of the object's own; inherited names such as `constructor` are not fields. */
export function field(object: JsonObject | null, name: string): unknown {
	return object !== null && Object.hasOwn(object, name) ? object[name] : undefined;
}

export function objectField(object: JsonObject | null, name: string): JsonObject | null {
	return asObject(field(object, name));
}

export function arrayField(object: JsonObject | null, name: string): readonly unknown[] {
	const value = field(object, name);
	return Array.isArray(value) ? value : [];
}

/** A string that is not empty: proto3 JSON writes an empty one and none alike. */
export function textField(object: JsonObject | null, name: string): string | undefined {
	const value = field(object, name);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberField(object: JsonObject | null, name: string): number | undefined {
	const value = field(object, name);
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The same string for the same content, whatever the order of its fields, and for no other. */
export function canonical(value: unknown): string {
	if (typeof value === 'string') return `${value.length}"${value}`;
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	const object = asObject(value);
	if (object === null) return String(value);
	let fields = '';
	for (const name of Object.keys(object).sort()) {
		fields += `${name.length}:${name}${canonical(object[name])},`;
	}
	return `{${fields}}`;
}

/** Whether a text could open so many objects and arrays that a walk must tell how deep they nest. */
function mayNest(limit: number, text: string): boolean {
	let open = 0;
	for (const bracket of ['{', '[']) {
		for (let i = text.indexOf(bracket); i >= 0; i = text.indexOf(bracket, i + 1)) {
			if (++open > limit) return true;
		}
	}
	return false;
}

function deeperThan(limit: number, json: unknown): boolean {
	let layer: unknown[] = [json];
	for (let depth = 0; layer.length > 0; depth++) {
		if (depth > limit) return true;
		layer = layer.flatMap((value) =>
			typeof value === 'object' && value !== null ? Object.values(value) : []
		);
	}
	return false;
}
