/** Questions about many series at once: one request instead of one a series. */
import { METRICS, isMetric, metricSpec } from '../../../domain/metrics.ts';
import type { Metric } from '../../../domain/metrics.ts';
import { seriesId } from '../../../domain/reading.ts';
import type { SeriesKey } from '../../../domain/reading.ts';
import type { Stretch } from '../grid.ts';
import { wholeSpan } from '../storable.ts';
import type { Bucket, Extent, Page, Point, Removal, SeriesSpan } from '../store.ts';
import type { Question, Row } from './influxql.ts';
import { nameOfTag, tagValue } from './line-protocol.ts';

type Ask = (question: Question) => Promise<Row[]>;

/** Series named in one statement, and statements in one request: a body of some 10 kB. */
const AT_ONCE = 100;

function chunks<T>(items: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
		items.slice(n * size, (n + 1) * size)
	);
}

function namesOf(series: readonly SeriesKey[]): Required<Question>['params'] {
	return Object.fromEntries(
		series.flatMap(({ device, channel }, n) => [
			[`d${n}`, tagValue(device)],
			[`c${n}`, tagValue(channel)]
		])
	);
}

/** The earliest `page` readings of each; a series with more of them goes on by itself. */
export async function* rangesByRequest(
	asked: readonly SeriesSpan[],
	page: number,
	ask: Ask,
	rest: (asked: SeriesSpan) => AsyncIterable<Point>
): AsyncGenerator<Page> {
	const wanted = asked.flatMap(({ series, span }, index) => {
		const whole = wholeSpan(span);
		return whole === null ? [] : [{ index, series, span: whole }];
	});
	for (const some of chunks(wanted, AT_ONCE)) {
		const statements = some.map(({ series: { metric }, span: { from, to } }, n) => {
			const where = `"device" = $d${n} AND "channel" = $c${n} AND time >= ${from}ms AND time < ${to}ms`;
			return `SELECT "${metric}" AS "value" FROM "${metricSpec(metric).family}" WHERE ${where} ORDER BY time ASC LIMIT ${page}`;
		});
		const params = namesOf(some.map(({ series }) => series));
		const rows = Map.groupBy(
			await ask({ q: statements.join('; '), params }),
			({ statement }) => statement
		);
		for (const [n, { index, series, span }] of some.entries()) {
			const points = (rows.get(n) ?? []).flatMap(toPoint);
			if (points.length > 0) yield { index, points };
			if (points.length < page) continue;
			const from = (points.at(-1)?.at ?? span.to) + 1;
			const more: Point[] = [];
			for await (const point of rest({ series, span: { from, to: span.to } })) {
				if (more.push(point) === page) yield { index, points: more.splice(0) };
			}
			if (more.length > 0) yield { index, points: more };
		}
	}
}

function toPoint({ columns: { time, value } }: Row): Point[] {
	return time === undefined || value === undefined ? [] : [{ at: time, value }];
}

/** The buckets of each series, in the order asked. */
export async function summariseMany(
	series: readonly SeriesKey[],
	stretches: readonly Stretch[],
	percentiles: readonly number[],
	ask: Ask
): Promise<Bucket[][]> {
	const found = new Map<string, Bucket[]>();
	for (const [metric, own] of Map.groupBy(series, (key) => key.metric)) {
		for (const some of chunks(own, AT_ONCE)) {
			for (const stretch of stretches) {
				const question = summaryQuestion(metric, some, stretch, percentiles);
				for (const row of await ask(question)) {
					const id = idOf(metric, row.tags);
					const buckets = found.get(id);
					const bucket = toBucket(row, percentiles.length);
					if (buckets === undefined) found.set(id, [bucket]);
					else buckets.push(bucket);
				}
			}
		}
	}
	return series.map((key) => found.get(seriesId(key)) ?? []);
}

function summaryQuestion(
	metric: Metric,
	series: readonly SeriesKey[],
	{ span: { from, to }, every, phase }: Stretch,
	percentiles: readonly number[]
): Question {
	const field = `"${metric}"`;
	const columns = [
		...['count', 'sum', 'min', 'max', 'first', 'last'].map((of) => `${of}(${field}) AS "${of}"`),
		...percentiles.map((p, n) => `percentile(${field}, ${p.toFixed(9)}) AS "p${n}"`)
	];
	const ofSeries = series.map((_, n) => `("device" = $d${n} AND "channel" = $c${n})`);
	return {
		q: `SELECT ${columns.join(', ')} FROM "${metricSpec(metric).family}" WHERE time >= ${from}ms AND time < ${to}ms AND (${ofSeries.join(' OR ')}) GROUP BY time(${every}ms, ${phase}ms), "device", "channel" fill(none)`,
		params: namesOf(series)
	};
}

function toBucket({ columns }: Row, percentiles: number): Bucket {
	const { time = NaN, count = NaN, sum = NaN, min = NaN, max = NaN } = columns;
	const { first = NaN, last = NaN } = columns;
	const bucket = { start: time, n: count, sum, min, max, mean: sum / count, first, last };
	if (percentiles === 0) return bucket;
	// The server has no value for a rank before the first.
	const own = Array.from({ length: percentiles }, (_, n) => columns[`p${n}`] ?? min);
	return { ...bucket, percentiles: own };
}

function idOf(metric: Metric, { device = '', channel = '' }: Row['tags']): string {
	return seriesId({ device: nameOfTag(device), channel: nameOfTag(channel), metric });
}

/** When each series has its first and its last reading. */
export async function extentsOf({ from, to }: { from: number; to: number }, ask: Ask) {
	const metrics = Object.keys(METRICS).filter(isMetric);
	const edge = (of: 'first' | 'last') =>
		metrics.map(
			(metric) =>
				`SELECT ${of}("${metric}") AS "value" FROM "${metricSpec(metric).family}" WHERE time >= ${from}ms AND time < ${to}ms GROUP BY "device", "channel"`
		);
	const extents = new Map<string, Extent>();
	for (const { statement, tags, columns } of await ask({
		q: [...edge('first'), ...edge('last')].join('; ')
	})) {
		const metric = metrics[statement % metrics.length];
		const { time } = columns;
		if (metric === undefined || time === undefined) continue;
		const id = idOf(metric, tags);
		const known = extents.get(id);
		if (known !== undefined) known.to = time;
		else {
			const [device, channel] = [nameOfTag(tags.device ?? ''), nameOfTag(tags.channel ?? '')];
			extents.set(id, { device, channel, metric, from: time, to: time });
		}
	}
	const text = ({ device, channel, metric }: Extent) => [device, channel, metric];
	return [...extents.values()].sort((a, b) => compare(text(a), text(b)));
}

function compare(a: readonly string[], b: readonly string[]): number {
	for (const [n, text] of a.entries()) {
		const other = b[n] ?? '';
		if (text !== other) return text < other ? -1 : 1;
	}
	return 0;
}

/** One statement a family. */
export function removalQuestion(what: Removal): Question {
	const families = [...new Set(Object.values(METRICS).map(({ family }) => family))];
	const params: Record<string, string> = {};
	let where: string;
	if ('before' in what) where = `time < ${Math.ceil(what.before)}ms`;
	else {
		where = '"device" = $d0';
		params.d0 = tagValue(what.device);
		if (what.channel !== undefined) {
			where += ' AND "channel" = $c0';
			params.c0 = tagValue(what.channel);
		}
	}
	const statements = families.map((family) => `DELETE FROM "${family}" WHERE ${where}`);
	return { q: statements.join('; '), params };
}

/** What servers say that delete nothing by InfluxQL: 3.x, and 2.x where its own API must be used. */
const CANNOT =
	/not (?:yet )?(?:supported|implemented|allowed)|unsupported|unimplemented|parsing error|only SELECT|read-?only/i;

/** Whether a refusal means that this server never deletes, and not that it is away. */
export function neverDeletes(said: string): boolean {
	return CANNOT.test(said);
}
