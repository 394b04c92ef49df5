/** What the columns of a file of readings mean: a small JSON file, checked before the first row. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { isMetric, metricSpec } from '../src/lib/domain/metrics.ts';
import type { Metric } from '../src/lib/domain/metrics.ts';
import { AS_IT_IS, conversion } from './csv-units.ts';
import type { Linear } from './csv-units.ts';

/** Every fault of a mapping at once, a sentence each. */
export class MappingError extends Error {
	override name = 'MappingError';
	readonly faults: readonly string[];
	constructor(faults: readonly string[]) {
		super(faults.join('\n'));
		this.faults = faults;
	}
}

const text = v.pipe(v.string('must be a text'), v.minLength(1, 'must not be empty'));
const finite = v.pipe(v.number('must be a number'), v.finite('must be finite'));
const metric = v.custom<Metric>(
	(name) => typeof name === 'string' && isMetric(name),
	'is no quantity of METRICS'
);
const orColumn = 'must be a name, or {"column": …}';

const Column = v.strictObject({
	metric: v.union(
		[metric, v.strictObject({ column: text, names: v.optional(v.record(text, metric), {}) })],
		'is no quantity of METRICS'
	),
	unit: v.union([text, v.strictObject({ column: text })], orColumn),
	channel: v.optional(v.union([text, v.strictObject({ column: text })], orColumn)),
	scale: v.optional(finite),
	offset: v.optional(finite),
	words: v.optional(v.record(text, v.nullable(finite)))
});

const Mapping = v.strictObject({
	about: v.optional(v.string()),
	delimiter: v.optional(v.pipe(text, v.maxLength(1, 'must be one character')), ','),
	decimal: v.optional(v.picklist(['.', ','], 'must be "." or ","'), '.'),
	rowNumberFirst: v.optional(v.boolean('must be true or false'), false),
	missing: v.optional(v.array(text, 'must be a list of texts'), []),
	only: v.optional(v.record(text, v.array(v.string(), 'must be a list of texts')), {}),
	time: v.strictObject({
		column: v.union([text, v.array(text)], 'must be a column, or a list of them'),
		format: v.pipe(
			text,
			v.check(
				(format) => isTimeFormat(format),
				'must be iso, epoch-s, epoch-ms, or a pattern of YYYY, MM, DD, HH, mm and, if there are any, ss'
			)
		),
		zone: v.pipe(
			text,
			v.check(
				(zone) => isZone(zone),
				'must be an IANA zone like Asia/Jakarta, UTC, or a fixed offset like +07:00'
			)
		)
	}),
	device: v.union(
		[
			text,
			v.strictObject({
				column: text,
				prefix: v.optional(v.string(), ''),
				names: v.optional(v.record(text, text))
			})
		],
		orColumn
	),
	columns: v.pipe(
		v.record(text, Column),
		v.check((columns) => Object.keys(columns).length > 0, 'must name a column at least')
	)
});

/** What a cell of the row says. */
export interface FromColumn {
	column: string;
}

export interface ColumnMapping {
	column: string;
	/** One quantity, or what the row says it is; `names` where the file has other words for it. */
	metric: Metric | (FromColumn & { names: Readonly<Record<string, Metric>> });
	/** As written in the file. */
	unit: string | FromColumn;
	channel: string | FromColumn;
	/** To the metric's unit; null: by the row's unit. */
	linear: Linear | null;
	/** Cells that are words, in lower case; null: such a cell is no value. */
	words: ReadonlyMap<string, number | null>;
}

export interface CsvMapping {
	delimiter: string;
	decimal: '.' | ',';
	/** Rows have one cell more than the header: a number of their own comes first. */
	rowNumberFirst: boolean;
	/** Cells that say that nothing was measured. */
	missing: readonly string[];
	/** Rows are read only where these columns hold one of these cells. */
	only: Readonly<Record<string, readonly string[]>>;
	/** Several columns are joined by a blank. */
	time: { columns: readonly string[]; format: string; zone: string };
	/** `names` where the file has other names for the devices, and then only those. */
	device: string | (FromColumn & { prefix: string; names?: Readonly<Record<string, string>> });
	columns: ColumnMapping[];
}

const FORMATS = ['iso', 'epoch-s', 'epoch-ms'];

function isTimeFormat(format: string): boolean {
	return (
		FORMATS.includes(format) ||
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
export function parseMapping(json: unknown): CsvMapping {
	const parsed = v.safeParse(Mapping, json);
	if (!parsed.success) {
		throw new MappingError(
			parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the mapping'} ${words(issue)}`)
		);
	}
	const { columns, about: _about, time, device, ...rest } = parsed.output;
	const faults: string[] = [];
	const mapped = Object.entries(columns).map(([column, given]) =>
		readColumn(column, given, (what) => faults.push(`columns.${column}: ${what}`))
	);
	const places = new Set<string>();
	for (const { column, metric, channel } of mapped) {
		if (typeof metric !== 'string' || typeof channel !== 'string') continue;
		const place = `${channel}/${metric}`;
		if (places.has(place)) {
			faults.push(`columns.${column}: ${metric} is mapped already; give one of them a channel`);
		}
		places.add(place);
	}
	if (faults.length > 0) throw new MappingError(faults);
	return {
		...rest,
		time: {
			columns: typeof time.column === 'string' ? [time.column] : time.column,
			format: time.format,
			zone: time.zone
		},
		device:
			typeof device === 'string'
				? device
				: {
						column: device.column,
						prefix: device.prefix,
						...(device.names && { names: device.names })
					},
		columns: mapped
	};
}

function readColumn(
	column: string,
	given: v.InferOutput<typeof Column>,
	fault: (what: string) => void
): ColumnMapping {
	const { metric, unit, channel = '', scale, offset } = given;
	const stated = scale !== undefined || offset !== undefined;
	let linear = stated ? { ...AS_IT_IS, ...(scale && { scale }), ...(offset && { offset }) } : null;
	if (scale === 0) fault('scale 0 would make every value the same');
	if (!stated && typeof metric === 'string' && typeof unit === 'string') {
		linear = conversion(metric, unit);
		if (linear === null) {
			fault(
				`${metric} is kept in ${metricSpec(metric).unit}; from ${unit} the way must be stated by scale and offset`
			);
		}
	}
	const cells = Object.entries(given.words ?? {});
	for (const [word, value] of cells) {
		if (typeof metric !== 'string' || value === null || linear === null) continue;
		const { range } = metricSpec(metric);
		const kept = value * linear.scale + linear.offset;
		if (kept < range[0] || kept > range[1]) {
			fault(`${word} is ${kept}, and ${metric} lies from ${range[0]} to ${range[1]}`);
		}
	}
	return {
		column,
		metric,
		unit,
		channel,
		linear,
		words: new Map(cells.map(([word, value]) => [word.trim().toLowerCase(), value]))
	};
}

function words({ kind, type, message, expected }: v.BaseIssue<unknown>): string {
	if (type === 'strict_object' && expected === 'never') return 'is not known';
	return kind === 'schema' && message.startsWith('Invalid')
		? `must be ${expected ?? 'another'}`
		: message;
}

/** @throws {MappingError} the file cannot be read, is no JSON, or no mapping */
export function readMapping(path: string): CsvMapping {
	let json: unknown;
	try {
		json = JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw new MappingError([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
	}
	return parseMapping(json);
}
