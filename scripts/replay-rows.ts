/** The rows of a recorded series as messages of the plain form; what cannot be read is told, and passed over. */
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { parseTime } from '../src/lib/domain/calendar.ts';
import { metricSpec } from '../src/lib/domain/metrics.ts';
import { MappingError } from './replay-mapping.ts';
import type { ColumnMapping, ReplayMapping } from './replay-mapping.ts';

/** What one row says: an object of the plain form for each channel. */
export interface ReplayRow {
	device: string;
	/** Epoch ms UTC. */
	at: number;
	/** Of the file, up to the end of the row. */
	bytes: number;
	parts: { channel: string; values: Record<string, { value: number; unit: string }> }[];
}

/** A fault of the file; the run goes on. */
export type TellFault = (line: number, what: string) => void;

/** Longer than this is no row but a quotation mark that nobody closed. */
const MAX_ROW = 100_000;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const GROUPED = /^[+-]?\d{1,3}(?:\.\d{3})+(?=,|$)/;

/** A number as it is written in files: padded, in exponent form, with a decimal comma; null: none. */
export function parseNumber(written: string, decimal: '.' | ','): number | null {
	let text = written.trim();
	if (decimal === ',') {
		if (GROUPED.test(text)) text = text.replaceAll('.', '');
		else if (text.includes('.')) return null;
		text = text.replace(',', '.');
	}
	return NUMBER.test(text) ? Number(text) : null;
}

/** An instant, epoch ms UTC, by a format of the mapping; local times are the zone's. null: none. */
export function parseWritten(written: string, format: string, zone: string): number | null {
	const text = written.trim();
	if (format === 'iso') return parseTime(text, zone);
	if (format === 'epoch-s' || format === 'epoch-ms') {
		const value = parseNumber(text, '.');
		return value === null ? null : Math.round(format === 'epoch-s' ? value * 1000 : value);
	}
	const parts = patternOf(format).exec(text)?.groups;
	if (!parts) return null;
	const { YYYY, MM, DD, HH, mm, ss = '00' } = parts;
	return parseTime(`${YYYY}-${two(MM)}-${two(DD)}T${two(HH)}:${two(mm)}:${two(ss)}`, zone);
}

const two = (digits = '') => digits.padStart(2, '0');
const patterns = new Map<string, RegExp>();

function patternOf(format: string): RegExp {
	const known = patterns.get(format);
	if (known) return known;
	const source = format
		.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
		.replace('YYYY', '(?<YYYY>\\d{4})')
		.replace(/MM|DD|HH|mm|ss/g, (part) => `(?<${part}>\\d{1,2})`);
	const pattern = new RegExp(`^${source}$`);
	patterns.set(format, pattern);
	return pattern;
}

/** Where in a row things stand. */
interface Places {
	cells: number;
	time: number;
	device: number;
	columns: { index: number; column: ColumnMapping }[];
}

/** @throws {MappingError} a column that the header does not have */
function findPlaces(header: readonly string[], mapping: ReplayMapping): Places {
	const names = header.map((name) => name.trim());
	const first = mapping.rowNumberFirst ? 1 : 0;
	const faults: string[] = [];
	const find = (column: string): number => {
		const index = names.indexOf(column);
		if (index < 0) {
			faults.push(`the file has no column ${column}; it has ${names.join(', ')}`);
		}
		return index + first;
	};
	const places = {
		cells: names.length + first,
		time: find(mapping.time.column),
		device: typeof mapping.device === 'string' ? -1 : find(mapping.device.column),
		columns: mapping.columns.map((column) => ({ index: find(column.column), column }))
	};
	if (faults.length > 0) throw new MappingError(faults);
	return places;
}

function readRow(
	cells: readonly string[],
	mapping: ReplayMapping,
	places: Places,
	fault: (what: string) => void
): Omit<ReplayRow, 'bytes'> | null {
	if (cells.length !== places.cells) {
		fault(`${cells.length} cells where ${places.cells} belong`);
		return null;
	}
	const written = cells[places.time] ?? '';
	const at = parseWritten(written, mapping.time.format, mapping.time.zone);
	if (at === null) {
		fault(
			`${mapping.time.column} is no time of the form ${mapping.time.format}: ${shown(written)}`
		);
		return null;
	}
	const named = typeof mapping.device === 'string' ? mapping.device : cells[places.device]?.trim();
	if (!named) {
		fault('the device has no name');
		return null;
	}
	const device = typeof mapping.device === 'string' ? named : mapping.device.prefix + named;
	const parts = readParts(cells, mapping, places, fault);
	return parts.length === 0 ? null : { device, at, parts };
}

function readParts(
	cells: readonly string[],
	mapping: ReplayMapping,
	places: Places,
	fault: (what: string) => void
): ReplayRow['parts'] {
	const parts = new Map<string, ReplayRow['parts'][number]>();
	for (const { index, column } of places.columns) {
		const written = cells[index] ?? '';
		// An empty cell is what was not measured, and no fault.
		if (written.trim() === '') continue;
		const raw = parseNumber(written, mapping.decimal);
		if (raw === null) {
			fault(`${column.column} is no number: ${shown(written)}`);
			continue;
		}
		const { channel, metric, scale, offset } = column;
		let part = parts.get(channel);
		if (!part) parts.set(channel, (part = { channel, values: {} }));
		part.values[metric] = { value: raw * scale + offset, unit: metricSpec(metric).unit };
	}
	return [...parts.values()];
}

function shown(cell: string): string {
	return JSON.stringify(cell.slice(0, 40));
}

/**
 * The rows of a file, streamed. Faults of rows and cells go to `tell` with their line number.
 * @throws {MappingError} the header lacks a column of the mapping
 */
export async function* readRows(
	input: Readable,
	mapping: ReplayMapping,
	tell: TellFault
): AsyncGenerator<ReplayRow> {
	const parser = parse({
		delimiter: mapping.delimiter,
		bom: true,
		info: true,
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: true,
		skip_records_with_error: true,
		max_record_size: MAX_ROW
	});
	parser.on('skip', (error) => tell(parser.info.lines, error?.message ?? 'the row cannot be read'));
	input.on('error', (error) => parser.destroy(error)).pipe(parser);
	let places: Places | undefined;
	for await (const one of parser) {
		const { record, info }: { record: string[]; info: { lines: number; bytes: number } } = one;
		if (places === undefined) {
			places = findPlaces(record, mapping);
			continue;
		}
		const row = readRow(record, mapping, places, (what) => tell(info.lines, what));
		if (row !== null) yield { ...row, bytes: info.bytes };
	}
	if (places === undefined) throw new MappingError(['the file is empty']);
}
