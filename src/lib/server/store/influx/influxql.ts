/** InfluxQL: the questions the store asks, and the shape of the answers. */
import * as v from 'valibot';
import { metricSpec } from '../../../domain/metrics.ts';
import type { Metric } from '../../../domain/metrics.ts';
import type { SeriesKey } from '../../../domain/reading.ts';
import type { Span } from '../store.ts';
import { maybeRepeatedField, tagValue } from './line-protocol.ts';

export interface Question {
	q: string;
	/** Bound by the server, so that no name can end a string. */
	params?: Record<string, string>;
}

/** Quotes a database's name. */
export function quoteIdentifier(name: string): string {
	return `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function within({ from, to }: Span): string {
	return `time >= ${from}ms AND time < ${to}ms`;
}

function ofSeries({ device, channel }: SeriesKey): Pick<Required<Question>, 'params'> {
	return { params: { device: tagValue(device), channel: tagValue(channel) } };
}

// An absent tag equals '' in InfluxQL, which is what an empty channel is.
const SERIES = `"device" = $device AND "channel" = $channel`;

/** Columns time, value. */
export function rangeQuestion(series: SeriesKey, span: Span, limit: number): Question {
	const { family } = metricSpec(series.metric);
	return {
		q: `SELECT "${series.metric}" AS "value" FROM "${family}" WHERE ${SERIES} AND ${within(span)} ORDER BY time ASC LIMIT ${limit}`,
		...ofSeries(series)
	};
}

/** Columns time, n, sum, min, max, first, last; time is the interval's start. */
export function aggregateQuestion(
	series: SeriesKey,
	span: Span,
	{ every, phase }: { every: number; phase: number }
): Question {
	const field = `"${series.metric}"`;
	const columns = `count(${field}) AS "n", sum(${field}) AS "sum", min(${field}) AS "min", max(${field}) AS "max", first(${field}) AS "first", last(${field}) AS "last"`;
	const { family } = metricSpec(series.metric);
	return {
		q: `SELECT ${columns} FROM "${family}" WHERE ${SERIES} AND ${within(span)} GROUP BY time(${every}ms, ${phase}ms) fill(none)`,
		...ofSeries(series)
	};
}

/** One statement a metric: a lone selector is what keeps the reading's own time. */
export function lastQuestion(metrics: readonly Metric[], span: Span): Question {
	const statements = metrics.map(
		(metric) =>
			`SELECT last("${metric}") AS "value", "${maybeRepeatedField(metric)}" AS "mark" FROM "${metricSpec(metric).family}" WHERE ${within(span)} GROUP BY "device", "channel"`
	);
	return { q: statements.join('; ') };
}

const Series = v.object({
	tags: v.optional(v.record(v.string(), v.string()), {}),
	columns: v.array(v.string()),
	values: v.optional(v.array(v.array(v.unknown())), []),
	partial: v.optional(v.boolean())
});
const StatementResult = v.object({
	error: v.optional(v.string()),
	partial: v.optional(v.boolean()),
	series: v.optional(v.array(Series), [])
});
const Answer = v.union([
	v.object({ error: v.string() }),
	v.object({ results: v.array(StatementResult) })
]);

export interface Row {
	/** Which statement of the question it answers, from 0. */
	statement: number;
	tags: Record<string, string>;
	/** A column that is no number in the answer is absent. */
	columns: Record<string, number>;
}

/** The rows of an answer to `/query`; errors arrive with HTTP 200, inside it. */
export function parseAnswer(body: unknown): { rows: Row[] } | { error: string } {
	const parsed = v.safeParse(Answer, body);
	if (!parsed.success) return { error: 'the answer is not InfluxDB’s' };
	if ('error' in parsed.output) return { error: parsed.output.error };
	const rows: Row[] = [];
	for (const [statement, result] of parsed.output.results.entries()) {
		if (result.error !== undefined) return { error: result.error };
		for (const { tags, columns, values, partial } of result.series) {
			if (partial || result.partial) return { error: 'the answer was cut short: max-row-limit' };
			for (const row of values) {
				const numbers = columns.flatMap((name, i) =>
					typeof row[i] === 'number' ? [[name, row[i]] as const] : []
				);
				rows.push({ statement, tags, columns: Object.fromEntries(numbers) });
			}
		}
	}
	return { rows };
}
