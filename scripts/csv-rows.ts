/** The rows of a file of readings, streamed; what cannot be read is told with its line, and passed over. */
import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { CsvMapping } from './csv-mapping.ts';
import { findPlaces, isWanted, readParts, written } from './csv-places.ts';
import type { Part, Places } from './csv-places.ts';
import { parseInstants } from './csv-cells.ts';
import type { Instants } from './csv-cells.ts';
import { MappingError } from './csv-mapping.ts';

/** What one row says: values of one device at one time, by channel. */
export interface CsvRow {
	device: string;
	/** Epoch ms UTC. */
	at: number;
	/** The row's last line in the file, from 1. */
	line: number;
	/** Of the file, up to the end of the row. */
	bytes: number;
	parts: Part[];
	/** The hour occurs twice by the clocks of the zone: the row's place was found by its neighbours. */
	placed?: true;
}

/** A fault of the file; the run goes on. */
export type TellFault = (line: number, what: string) => void;

/** Longer than this is no row but a quotation mark that nobody closed. */
const MAX_ROW = 100_000;
const EUI = /^[0-9a-f]{16}$/i;

/** One row before its hour is settled. */
type Unplaced = Pick<CsvRow, 'device' | 'parts'> & { instants: Instants };

function readRow(
	cells: readonly string[],
	mapping: CsvMapping,
	places: Places,
	fault: (what: string) => void,
	onLeftOut: () => void
): Unplaced | null {
	if (cells.length !== places.cells) {
		fault(`${cells.length} cells where ${places.cells} belong`);
		return null;
	}
	if (!isWanted(cells, places)) {
		onLeftOut();
		return null;
	}
	const { columns, format, zone } = mapping.time;
	const text = places.time.map((index) => (cells[index] ?? '').trim()).join(' ');
	const instants = parseInstants(text, format, zone);
	if (instants === null) {
		fault(`${columns.join(' and ')} is no time of the form ${format}: ${written(text)}`);
		return null;
	}
	if (instants.skipped) {
		fault(
			`${written(text)} is in an hour that clocks of ${zone} skip; where the file's clock does not change with the season, state a fixed offset like +01:00`
		);
		return null;
	}
	const device = readDevice(cells, mapping, places, fault);
	if (device === null) return null;
	const parts = readParts(cells, mapping, places, fault);
	return parts.length === 0 ? null : { device, instants, parts };
}

function readDevice(
	cells: readonly string[],
	{ device }: CsvMapping,
	places: Places,
	fault: (what: string) => void
): string | null {
	if (typeof device === 'string') return device;
	const cell = cells[places.device]?.trim() ?? '';
	if (cell === '') {
		fault('the device has no name');
		return null;
	}
	if (device.names === undefined)
		return device.prefix + (EUI.test(cell) ? cell.toLowerCase() : cell);
	const named = Object.hasOwn(device.names, cell) ? device.names[cell] : undefined;
	if (named === undefined) {
		fault(`the device ${written(cell)} is none of the mapping's names`);
		return null;
	}
	return device.prefix + named;
}

/**
 * Settles which of two hours a row means, by the way the rows of its series run: a file goes on,
 * or where its newest row stands first goes back, and a series has one value at a time.
 */
function openPlacing(): (row: Unplaced) => Pick<CsvRow, 'at' | 'placed'> {
	const before = new Map<string, { at: number; falling: boolean }>();
	return ({ device, instants: { first, second }, parts: [part] }) => {
		const series = `${device}\u001f${part?.channel}\u001f${Object.keys(part?.values ?? {})[0]}`;
		const last = before.get(series);
		let at = first;
		if (second !== undefined && last !== undefined) {
			if (last.falling ? second < last.at : first <= last.at) at = second;
		}
		const falling = last !== undefined && (second === undefined ? at < last.at : last.falling);
		before.set(series, { at, falling });
		return second === undefined ? { at } : { at, placed: true };
	};
}

/**
 * The rows of a file, streamed. Faults of rows and cells go to `tell` with their line number;
 * rows that the mapping's `only` does not want are no fault.
 * @throws {MappingError} the header lacks a column of the mapping
 */
export async function* readRows(
	input: Readable,
	mapping: CsvMapping,
	tell: TellFault,
	onLeftOut = () => {}
): AsyncGenerator<CsvRow> {
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
	const place = openPlacing();
	let places: Places | undefined;
	for await (const one of parser) {
		const { record, info }: { record: string[]; info: { lines: number; bytes: number } } = one;
		if (places === undefined) {
			places = findPlaces(record, mapping);
			continue;
		}
		const row = readRow(record, mapping, places, (what) => tell(info.lines, what), onLeftOut);
		if (row === null) continue;
		const { device, parts } = row;
		yield { device, parts, ...place(row), line: info.lines, bytes: info.bytes };
	}
	if (places === undefined) throw new MappingError(['the file is empty']);
}
