/** What a person may say about the count of people, and the words of refusal. */
import * as v from 'valibot';
import { ok, refuse, type Result } from '../../domain/result.ts';

export type InputFault =
	'people-not-whole' | 'people-too-many' | 'zone-unknown' | 'line-unknown' | 'not-valid';

/** More people than this in one room were not counted by one person. */
export const MOST_COUNTED = 5_000;
/** Of those counted by eye, as many may be off; persons. */
const COUNTED_WITHIN = 1;
const COUNTED_SHARE = 0.03;

export interface Recounting {
	zone: string;
	people: number;
	/** Persons by which the count may be off, nine times of ten. */
	margin: number;
}

const wholeText = v.pipe(
	v.union([v.string(), v.number()]),
	v.transform((value) => String(value).trim()),
	v.regex(/^\d{1,7}$/, 'people-not-whole'),
	v.transform(Number)
);
const zoneKey = v.pipe(v.string('zone-unknown'), v.minLength(1, 'zone-unknown'), v.maxLength(100));
const recounting = v.object({
	zone: zoneKey,
	people: v.pipe(wholeText, v.maxValue(MOST_COUNTED, 'people-too-many'))
});

/** @param zones that there are. */
export function readRecounting(
	input: unknown,
	zones: ReadonlySet<string>
): Result<Recounting, InputFault> {
	const read = v.safeParse(recounting, input);
	if (!read.success) return refuse(faultOf(read.issues[0].message), read.issues[0].message);
	const { zone, people } = read.output;
	if (!zones.has(zone)) return refuse('zone-unknown', zone);
	const margin = Math.max(COUNTED_WITHIN, Math.round(people * COUNTED_SHARE));
	return ok({ zone, people, margin });
}

export interface ZoneSetting {
	zone: string;
	/** Persons; null: by area and seats. */
	capacity: number | null;
	/** Persons who work there and are no visitors. */
	staff: number;
}

const setting = v.object({
	zone: zoneKey,
	capacity: v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => null)
		),
		v.pipe(
			wholeText,
			v.minValue(1, 'people-not-whole'),
			v.maxValue(MOST_COUNTED, 'people-too-many')
		)
	]),
	staff: v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => 0)
		),
		v.pipe(wholeText, v.maxValue(MOST_COUNTED, 'people-too-many'))
	])
});

export function readZoneSetting(
	input: unknown,
	zones: ReadonlySet<string>
): Result<ZoneSetting, InputFault> {
	const read = v.safeParse(setting, input);
	if (!read.success) return refuse(faultOf(read.issues[0].message), read.issues[0].message);
	if (!zones.has(read.output.zone)) return refuse('zone-unknown', read.output.zone);
	return ok(read.output);
}

const FAULTS: readonly InputFault[] = [
	'people-not-whole',
	'people-too-many',
	'zone-unknown',
	'line-unknown'
];

function faultOf(message: string): InputFault {
	// A union says only that none of its kinds fits: a number was wanted there.
	return FAULTS.find((fault) => fault === message) ?? 'people-not-whole';
}
