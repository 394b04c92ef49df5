/** What the columns of a recorded series mean: a small JSON file, checked before the first row. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { isMetric, metricSpec } from '../src/lib/domain/metrics.ts';
import type { Metric } from '../src/lib/domain/metrics.ts';

/** Every fault of a mapping at once, a sentence each. */
export class MappingError extends Error {
	override name = 'MappingError';
	readonly faults: readonly string[];
	constructor(faults: readonly string[]) {
		super(faults.join('\n'));
		this.faults = faults;
	}
}

/** value × scale + offset. */
interface Linear {
	scale: number;
	offset: number;
}

/** Units that files are written in, and the way to the metric's own. */
const CONVERSIONS: Readonly<Record<string, Linear>> = {
	'°F → °C': { scale: 5 / 9, offset: -160 / 9 },
	'K → °C': { scale: 1, offset: -273.15 },
	'mmHg → hPa': { scale: 1.33322387415, offset: 0 },
	'Pa → hPa': { scale: 0.01, offset: 0 },
	'kPa → hPa': { scale: 10, offset: 0 },
	'mbar → hPa': { scale: 1, offset: 0 },
	'mV → V': { scale: 0.001, offset: 0 },
	'mg/m³ → µg/m³': { scale: 1000, offset: 0 },
	'1 → %': { scale: 100, offset: 0 }
};

const text = v.pipe(v.string('must be a text'), v.minLength(1, 'must not be empty'));
const finite = v.pipe(v.number('must be a number'), v.finite('must be finite'));

const Column = v.strictObject({
	metric: v.custom<Metric>(
		(name) => typeof name === 'string' && isMetric(name),
		'is no quantity of METRICS'
	),
	unit: text,
	scale: v.optional(finite),
	offset: v.optional(finite),
	channel: v.optional(text)
});

const Mapping = v.strictObject({
	about: v.optional(v.string()),
	delimiter: v.optional(v.pipe(text, v.maxLength(1, 'must be one character')), ','),
	decimal: v.optional(v.picklist(['.', ','], 'must be "." or ","'), '.'),
	rowNumberFirst: v.optional(v.boolean('must be true or false'), false),
	time: v.strictObject({
		column: text,
		format: v.pipe(
			text,
			v.check(
				(format) => isTimeFormat(format),
				'must be iso, epoch-s, epoch-ms, or a pattern of YYYY, MM, DD, HH, mm and, if there are any, ss'
			)
		),
		zone: v.pipe(
			text,
			v.check((zone) => isZone(zone), 'must be an IANA zone like Asia/Jakarta, or UTC')
		)
	}),
	device: v.union(
		[text, v.strictObject({ column: text, prefix: v.optional(v.string(), '') })],
		'must be a name, or {"column": …}'
	),
	columns: v.pipe(
		v.record(text, Column),
		v.check((columns) => Object.keys(columns).length > 0, 'must name a column at least')
	)
});

export interface ColumnMapping extends Linear {
	column: string;
	metric: Metric;
	/** As written in the file. */
	unit: string;
	channel: string;
}

export interface ReplayMapping {
	delimiter: string;
	decimal: '.' | ',';
	/** Rows have one cell more than the header: a number of their own comes first. */
	rowNumberFirst: boolean;
	time: { column: string; format: string; zone: string };
	device: string | { column: string; prefix: string };
	columns: ColumnMapping[];
}

const WORDS = ['iso', 'epoch-s', 'epoch-ms'];

function isTimeFormat(format: string): boolean {
	return (
		WORDS.includes(format) ||
		['YYYY', 'MM', 'DD', 'HH', 'mm'].every((part) => format.split(part).length === 2)
	);
}

function isZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		// Intl has no other way to say that it does not know a zone.
		return false;
	}
}

/**
 * A mapping from its JSON.
 * @throws {MappingError} with every fault
 */
export function parseMapping(json: unknown): ReplayMapping {
	const parsed = v.safeParse(Mapping, json);
	if (!parsed.success) {
		throw new MappingError(
			parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the mapping'} ${words(issue)}`)
		);
	}
	const { columns, about: _about, ...rest } = parsed.output;
	const faults: string[] = [];
	const mapped = Object.entries(columns).map(([column, given]) => {
		const { metric, unit, channel = '' } = given;
		const wanted = metricSpec(metric).unit;
		const stated = given.scale !== undefined || given.offset !== undefined;
		const known = unit === wanted ? { scale: 1, offset: 0 } : CONVERSIONS[`${unit} → ${wanted}`];
		if (!stated && known === undefined) {
			faults.push(
				`columns.${column}: ${metric} is kept in ${wanted}; from ${unit} the way must be stated by scale and offset`
			);
		}
		const { scale, offset } = stated ? { scale: 1, offset: 0, ...given } : (known ?? NONE);
		return { column, metric, unit, channel, scale, offset };
	});
	const places = new Set<string>();
	for (const { column, metric, channel } of mapped) {
		const place = `${channel}/${metric}`;
		if (places.has(place)) {
			faults.push(`columns.${column}: ${metric} is mapped already; give one of them a channel`);
		}
		places.add(place);
	}
	if (faults.length > 0) throw new MappingError(faults);
	return { ...rest, columns: mapped };
}

const NONE: Linear = { scale: 1, offset: 0 };

function words({ kind, type, message, expected }: v.BaseIssue<unknown>): string {
	if (type === 'strict_object' && expected === 'never') return 'is not known';
	return kind === 'schema' && message.startsWith('Invalid')
		? `must be ${expected ?? 'another'}`
		: message;
}

/** @throws {MappingError} the file cannot be read, is no JSON, or no mapping */
export function readMapping(path: string): ReplayMapping {
	let json: unknown;
	try {
		json = JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw new MappingError([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
	}
	return parseMapping(json);
}
