/** A batch of readings as lines: those of one device, channel, family and time share one. */
import { metricSpec } from '../../../domain/metrics.ts';
import type { Metric } from '../../../domain/metrics.ts';
import type { Reading } from '../../../domain/reading.ts';
import { isStorable } from '../storable.ts';
import { encodeField, encodePlace } from './line-protocol.ts';

/** Readings of one place and time: fewer lines are less work for both sides. */
export interface Line {
	/** Measurement and tags. */
	place: string;
	/** With commas between them. */
	fields: string;
	at: number;
	/** Of the batch, in its order; of two readings of one metric the later is the field. */
	indexes: number[];
}

/** The lines of a batch, and the indexes of what no line can say. */
export function toLines(batch: readonly Reading[]): { lines: Line[]; unfit: number[] } {
	const lines = new Map<string, Line>();
	const unfit: number[] = [];
	let before: Reading | undefined;
	let line: Line | undefined;
	for (let index = 0; index < batch.length; index++) {
		const reading = batch[index];
		if (reading === undefined || !isStorable(reading)) {
			unfit.push(index);
			continue;
		}
		// Readings of one message stand together, and most of them in one place.
		if (line === undefined || before === undefined || !shareLine(before, reading)) {
			line = lineOf(reading, lines);
		}
		addReading(line, index, batch);
		before = reading;
	}
	return { lines: [...lines.values()], unfit };
}

function shareLine(a: Reading, b: Reading): boolean {
	return (
		a.at === b.at &&
		a.device === b.device &&
		a.channel === b.channel &&
		metricSpec(a.metric).family === metricSpec(b.metric).family
	);
}

function lineOf(reading: Reading, lines: Map<string, Line>): Line {
	const place = encodePlace(reading);
	const key = `${place} ${reading.at}`;
	let line = lines.get(key);
	if (line === undefined) {
		lines.set(key, (line = { place, fields: '', at: reading.at, indexes: [] }));
	}
	return line;
}

/** Servers differ in which of two equal points of one request they keep: the last is sent alone. */
function addReading(line: Line, index: number, batch: readonly Reading[]): void {
	const reading = batch[index];
	if (reading === undefined) return;
	let again = false;
	for (const other of line.indexes) again ||= batch[other]?.metric === reading.metric;
	line.indexes.push(index);
	if (again) line.fields = joinFields(line.indexes, batch);
	else line.fields += `${line.fields && ','}${encodeField(reading)}`;
}

function joinFields(indexes: readonly number[], batch: readonly Reading[]): string {
	const fields = new Map<Metric, string>();
	for (const index of indexes) {
		const reading = batch[index];
		if (reading !== undefined) fields.set(reading.metric, encodeField(reading));
	}
	return [...fields.values()].join(',');
}

/** The line as it is sent. */
export function lineText({ place, fields, at }: Line): string {
	return `${place} ${fields} ${at}`;
}

/** Whether there is nothing left to part it by. */
export function isOneMetric({ indexes }: Line, batch: readonly Reading[]): boolean {
	return new Set(indexes.map((index) => batch[index]?.metric)).size === 1;
}

/** A line for each metric of one that the server refused whole for the sake of one of them. */
export function byMetric(line: Line, batch: readonly Reading[]): Line[] {
	const groups = Map.groupBy(line.indexes, (index) => batch[index]?.metric);
	return [...groups.values()].map((indexes) => ({
		...line,
		indexes,
		fields: joinFields(indexes, batch)
	}));
}
