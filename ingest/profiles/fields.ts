/** Reads declared fields of a decoded object: one table a family, one reader for all of them. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Draft } from '../message.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a raw field is worth in the metric's unit; null where it says nothing. Must not throw. */
export type Convert = (raw: unknown) => number | boolean | null;

export interface FieldRule {
	metric: Metric;
	convert: Convert;
	channel?: string;
}

/** Field name as the codec spells it → what it means. Names that are missing are left out. */
export type FieldTable = Readonly<Record<string, FieldRule>>;

/**
 * Values that codecs yield for a field the device did not measure: all bits set, or the
 * lowest and highest of a 16-bit integer, unscaled and scaled by 10 and by 100.
 */
const PLACEHOLDERS: ReadonlySet<number> = new Set([
	65535, 65534, 6553.5, 655.35, 32767, 3276.7, 327.67, -32768, -3276.8, -327.68, 32766, 3276.6,
	327.66, 4294967295, 2147483647, 16777215, -999, -9999, -99.9, -999.9, 9999, 99999, 999.9
]);

const STRICT_NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** The value as an object of named fields; null for arrays, null and everything else. */
export function asObject(value: unknown): JsonObject | null {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as JsonObject)
		: null;
}

/** A field of its own; inherited names such as `constructor` are not fields. */
export function field(object: JsonObject, name: string): unknown {
	return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** True where the object has every one of the fields as its own. */
export function hasAll(object: JsonObject, names: readonly string[]): boolean {
	for (const name of names) if (!Object.hasOwn(object, name)) return false;
	return true;
}

/** True where the object has no field beyond these. */
export function hasOnly(object: JsonObject, names: ReadonlySet<string>): boolean {
	for (const name in object) if (!names.has(name)) return false;
	return true;
}

/** True where the name of any field matches. */
export function names(object: JsonObject, pattern: RegExp): boolean {
	for (const name in object) if (pattern.test(name)) return true;
	return false;
}

/** A finite number, or a string that is a number and nothing else; null for known placeholders. */
export const number = (raw: unknown): number | null => {
	const value =
		typeof raw === 'number'
			? raw
			: typeof raw === 'string' && STRICT_NUMBER.test(raw)
				? Number(raw)
				: NaN;
	return Number.isFinite(value) && !PLACEHOLDERS.has(value) ? value + 0 : null;
};

/** A number of people or passages: whole and not negative. */
export const count: Convert = (raw) => {
	const value = number(raw);
	return value !== null && Number.isInteger(value) && value >= 0 ? value : null;
};

/** A number times a factor, for fields in another unit than the metric's (mV, Pa). */
export function scaled(factor: number): Convert {
	return (raw) => {
		const value = number(raw);
		if (value === null) return null;
		// 1 / factor is whole for every unit in use: dividing keeps 3594 mV at 3.594 V.
		return factor < 1 ? value / Math.round(1 / factor) : value * factor;
	};
}

export const millivolts: Convert = scaled(0.001);

/** A number inside inclusive bounds; what lies outside is another unit or a fault. */
export function within(low: number, high: number, convert: Convert = number): Convert {
	return (raw) => {
		const value = convert(raw);
		return typeof value === 'number' && value >= low && value <= high ? value : null;
	};
}

/** Degrees Fahrenheit to Celsius, to a hundredth. */
export const fahrenheit: Convert = (raw) => {
	const value = number(raw);
	return value === null ? null : Math.round(((value - 32) / 1.8) * 100) / 100;
};

/** A JSON boolean, or the numbers 0 and 1 that codecs use for one. */
export const flag: Convert = (raw) =>
	typeof raw === 'boolean' ? raw : raw === 1 ? true : raw === 0 ? false : null;

/** Exactly these words (in any case) are true and false; every other value says nothing. */
export function words(yes: readonly string[], no: readonly string[]): Convert {
	return (raw) => {
		if (typeof raw === 'boolean') return raw;
		if (typeof raw !== 'string') return null;
		const word = raw.toLowerCase();
		return yes.includes(word) ? true : no.includes(word) ? false : null;
	};
}

/**
 * The drafts of every declared field that the object has and that says something. Where two
 * fields mean the same quantity of the same channel, the one declared first is read.
 */
export function readFields(object: JsonObject, table: FieldTable): Draft[] {
	const drafts: Draft[] = [];
	// Not `Object.entries`: a table is read with every message, and its entries would be made anew.
	for (const name in table) {
		const rule = table[name];
		const value = rule === undefined ? null : rule.convert(field(object, name));
		if (rule === undefined || value === null) continue;
		const { metric, channel } = rule;
		if (has(drafts, metric, channel)) continue;
		drafts.push(channel === undefined ? { metric, value } : { metric, value, channel });
	}
	return drafts;
}

function has(drafts: readonly Draft[], metric: Metric, channel: string | undefined): boolean {
	for (const draft of drafts) if (draft.metric === metric && draft.channel === channel) return true;
	return false;
}
