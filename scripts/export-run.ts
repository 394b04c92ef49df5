/** Series after series as a stream of text: never more than a page of readings in memory. */
import type { SeriesKey } from '../src/lib/domain/reading.ts';
import type { Extent, Span } from '../src/lib/server/store/store.ts';
import type { ReadingText } from './export-text.ts';
import type { WholeReadings } from './store-readings.ts';

/** Which series; an empty list wants all. */
export interface Wish {
	devices: readonly string[];
	channels: readonly string[];
	metrics: readonly string[];
}

/** The wanted series, in the order of their names. */
export function chosen<Series extends SeriesKey>(all: readonly Series[], wish: Wish): Series[] {
	const fits = (list: readonly string[], name: string) => list.length === 0 || list.includes(name);
	return all
		.filter(
			({ device, channel, metric }) =>
				fits(wish.devices, device) && fits(wish.channels, channel) && fits(wish.metrics, metric)
		)
		.sort(
			(a, b) =>
				order(a.device, b.device) || order(a.channel, b.channel) || order(a.metric, b.metric)
		);
}

function order(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The text of the readings, a chunk a page.
 * @param done called after each chunk, with how many series are whole and how many readings were written
 * @throws {StoreUnavailable}
 */
export async function* exportText(
	from: WholeReadings,
	series: readonly Extent[],
	span: Span,
	text: ReadingText,
	done: (series: number, readings: number) => void
): AsyncGenerator<string> {
	let readings = 0;
	yield text.head;
	for (const [index, one] of series.entries()) {
		for await (const page of from.pages(one, common(one, span))) {
			let chunk = '';
			for (const reading of page) chunk += text.line(reading);
			yield chunk;
			readings += page.length;
			done(index, readings);
		}
		done(index + 1, readings);
	}
}

/** InfluxDB opens every week's files that a question could touch: none is asked that has nothing. */
function common(extent: Extent, span: Span): Span {
	return { from: Math.max(extent.from, span.from), to: Math.min(extent.to + 1, span.to) };
}
