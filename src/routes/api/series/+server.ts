/**
 * `GET /api/series?s=<device>|<channel>|<metric>&s=…&from=<ms>&to=<ms>&every=<ms>`: series in
 * intervals, for a chart. At most 32 series, 2,000 intervals each.
 */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { isMetric } from '#lib/domain/metrics.ts';
import type { SeriesKey } from '#lib/domain/reading.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import type { RequestHandler } from './$types';

const MAX_SERIES = 32;
const MAX_INTERVALS = 2_000;

const time = v.pipe(v.string(), v.regex(/^\d{1,14}$/), v.transform(Number));
const Query = v.pipe(
	v.object({
		s: v.pipe(
			v.array(
				v.pipe(
					v.string(),
					v.maxLength(400),
					v.rawTransform<string, SeriesKey>(({ dataset, addIssue, NEVER }) => {
						const parts = dataset.value.split('|');
						const metric = parts.pop() ?? '';
						const [device = '', channel = '', ...more] = parts;
						if (isMetric(metric) && device && more.length === 0) return { device, channel, metric };
						addIssue({ message: 's is not <device>|<channel>|<metric>' });
						return NEVER;
					})
				)
			),
			v.minLength(1),
			v.maxLength(MAX_SERIES)
		),
		from: time,
		to: time,
		every: v.pipe(time, v.minValue(1_000))
	}),
	v.check(({ from, to }) => from < to, 'from is not before to'),
	v.check(({ from, to, every }) => (to - from) / every <= MAX_INTERVALS, 'too many intervals')
);

export const GET: RequestHandler = async ({ url, locals, request }) => {
	const query = url.searchParams;
	const parsed = v.safeParse(Query, {
		s: query.getAll('s'),
		from: query.get('from'),
		to: query.get('to'),
		every: query.get('every')
	});
	if (!parsed.success) {
		const faults = parsed.issues.map(
			(issue) => `${v.getDotPath(issue) ?? 'query'}: ${issue.message}`
		);
		return json({ faults }, { status: 400 });
	}
	const { s: series, from, to, every } = parsed.output;
	try {
		const answers = await locals.history.aggregate(series, { from, to }, every, 0, request.signal);
		const body = {
			every,
			series: series.map((key, i) => ({
				...key,
				buckets: (answers[i] ?? []).map((b) => [b.start, b.n, b.mean, b.min, b.max] as const)
			}))
		};
		return json(body, { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		if (error instanceof StoreUnavailable) {
			return json({ faults: [error.message] }, { status: 503, headers: { 'retry-after': '5' } });
		}
		if (request.signal.aborted) return new Response(null, { status: 499 });
		throw error;
	}
};
