/** Where in a row the things of a mapping stand, and the values that a row's cells come to. */
import { isMetric, metricSpec } from '../src/lib/domain/metrics.ts';
import type { Metric } from '../src/lib/domain/metrics.ts';
import { parseNumber } from './csv-cells.ts';
import { MappingError } from './csv-mapping.ts';
import type { ColumnMapping, CsvMapping } from './csv-mapping.ts';
import { conversion } from './csv-units.ts';

/** The values of one channel, in the metrics' units. */
export interface Part {
	channel: string;
	values: Partial<Record<Metric, { value: number; unit: string }>>;
}

interface ColumnPlace {
	index: number;
	column: ColumnMapping;
	/** Cells that the row states what it is by; −1 where the mapping does. */
	metric: number;
	unit: number;
	channel: number;
}

/** Indexes into a row's cells. */
export interface Places {
	cells: number;
	time: number[];
	device: number;
	columns: ColumnPlace[];
	only: { index: number; cells: ReadonlySet<string> }[];
	missing: ReadonlySet<string>;
}

type Fault = (what: string) => void;

/** @throws {MappingError} with every column that the header does not have */
export function findPlaces(header: readonly string[], mapping: CsvMapping): Places {
	const names = header.map((name) => name.trim());
	const first = mapping.rowNumberFirst ? 1 : 0;
	const absent = new Set<string>();
	const find = (column: string): number => {
		const index = names.indexOf(column);
		if (index < 0) absent.add(column);
		return index + first;
	};
	const findIn = (of: string | { column: string }) =>
		typeof of === 'string' ? -1 : find(of.column);
	const places: Places = {
		cells: names.length + first,
		time: mapping.time.columns.map(find),
		device: findIn(mapping.device),
		columns: mapping.columns.map((column) => ({
			index: find(column.column),
			column,
			metric: findIn(column.metric),
			unit: findIn(column.unit),
			channel: findIn(column.channel)
		})),
		only: Object.entries(mapping.only).map(([column, cells]) => ({
			index: find(column),
			cells: new Set(cells)
		})),
		missing: new Set(mapping.missing)
	};
	if (absent.size > 0) {
		const has = `it has ${names.slice(0, 50).join(', ')}${names.length > 50 ? ', …' : ''}`;
		throw new MappingError([...absent].map((column) => `the file has no column ${column}; ${has}`));
	}
	return places;
}

/** Whether the mapping's `only` lets the row in. */
export function isWanted(cells: readonly string[], { only }: Places): boolean {
	return only.every((one) => one.cells.has((cells[one.index] ?? '').trim()));
}

/** The row's values by channel; a cell that is none is a fault of its own, and the others hold. */
export function readParts(
	cells: readonly string[],
	mapping: CsvMapping,
	places: Places,
	fault: Fault
): Part[] {
	const parts = new Map<string, Part>();
	for (const place of places.columns) {
		const cell = (cells[place.index] ?? '').trim();
		// An empty cell is what was not measured, and no fault.
		if (cell === '' || places.missing.has(cell)) continue;
		const raw = readCell(cell, place.column, mapping.decimal, fault);
		const what = raw === null ? null : whatItIs(cells, place, fault);
		if (raw === null || what === null) continue;
		const { metric, linear } = what;
		const channel = placed(cells, place.channel, place.column.channel);
		let part = parts.get(channel);
		if (!part) parts.set(channel, (part = { channel, values: {} }));
		part.values[metric] = {
			value: raw * linear.scale + linear.offset,
			unit: metricSpec(metric).unit
		};
	}
	return [...parts.values()];
}

function readCell(
	cell: string,
	{ column, words }: ColumnMapping,
	decimal: '.' | ',',
	fault: Fault
): number | null {
	const word = words.get(cell.toLowerCase());
	if (word !== undefined) return word;
	const value = parseNumber(cell, decimal);
	if (value === null) {
		fault(
			words.size === 0
				? `${column} is no number: ${written(cell)}`
				: `${column} is no number and none of its words: ${written(cell)}`
		);
	}
	return value;
}

/** The quantity, and the way from the written unit to its own. */
function whatItIs(
	cells: readonly string[],
	{ column, metric, unit }: ColumnPlace,
	fault: Fault
): { metric: Metric; linear: { scale: number; offset: number } } | null {
	const found = metricOf(cells, column, metric);
	if (found === null) {
		fault(`${written(cells[metric]?.trim() ?? '')} is no quantity that is known`);
		return null;
	}
	const name = placed(cells, unit, column.unit);
	const linear = column.linear ?? conversion(found, name);
	if (linear === null) {
		fault(
			`${found} is kept in ${metricSpec(found).unit}, and nothing says how ${written(name)} is`
		);
		return null;
	}
	return { metric: found, linear };
}

function metricOf(
	cells: readonly string[],
	{ metric }: ColumnMapping,
	index: number
): Metric | null {
	if (typeof metric === 'string') return metric;
	const cell = cells[index]?.trim() ?? '';
	const named = Object.hasOwn(metric.names, cell) ? metric.names[cell] : undefined;
	return named ?? (isMetric(cell) ? cell : null);
}

function placed(cells: readonly string[], index: number, stated: string | object): string {
	return typeof stated === 'string' ? stated : (cells[index]?.trim() ?? '');
}

/** A cell for a sentence to a person: short, and quoted. */
export function written(cell: string): string {
	return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);
}
