/**
 * `GET /api/history?metric=<quantity>&room=<key>&room=…&device=<id>[|<channel>]&from=<ms>&to=<ms>`
 * and `&points=<n>` or `&every=<ms|day|week|month>`; `&service=1` for service hours only;
 * `&min=&max=&watch=` for the time within a limit. Answers a HistoryAnswer; 400 with `faults`.
 */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { isMetric } from '#lib/domain/metrics.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { HISTORY_BOUNDS } from '#lib/domain/rollups/history-answer.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import type { RequestHandler } from './$types';

const time = v.pipe(v.string(), v.regex(/^-?\d{1,14}$/, 'is no epoch ms'), v.transform(Number));
const number = v.pipe(
	v.string(),
	v.regex(/^-?\d{1,9}(?:\.\d{1,6})?$/, 'is no number'),
	v.transform(Number)
);
const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(300));
const Query = v.object({
	metric: v.pipe(
		v.string(),
		v.check(isMetric, 'is no quantity'),
		v.transform((metric) => metric as Metric)
	),
	rooms: v.pipe(v.array(name), v.maxLength(HISTORY_BOUNDS.series)),
	devices: v.pipe(
		v.array(
			v.pipe(
				name,
				v.transform((text) => {
					const bar = text.indexOf('|');
					return bar < 0
						? { device: text }
						: { device: text.slice(0, bar), channel: text.slice(bar + 1) };
				})
			)
		),
		v.maxLength(HISTORY_BOUNDS.series)
	),
	from: time,
	to: time,
	points: v.optional(v.pipe(time, v.minValue(1), v.maxValue(HISTORY_BOUNDS.intervals))),
	every: v.optional(v.union([v.picklist(['day', 'week', 'month']), time], 'is no step')),
	service: v.optional(v.picklist(['0', '1'], 'is 0 or 1'), '0'),
	min: v.optional(number),
	max: v.optional(number),
	watch: v.optional(v.pipe(number, v.minValue(0)))
});

const refused = (faults: readonly string[], reason: string) =>
	json({ faults, reason }, { status: 400 });

export const GET: RequestHandler = async ({ url, locals, request }) => {
	const query = url.searchParams;
	const one = (key: string) => query.get(key) ?? undefined;
	const parsed = v.safeParse(Query, {
		...{ metric: one('metric'), rooms: query.getAll('room'), devices: query.getAll('device') },
		...{ from: one('from'), to: one('to'), points: one('points'), every: one('every') },
		...{ service: one('service'), min: one('min'), max: one('max'), watch: one('watch') }
	});
	if (!parsed.success) {
		const faults = parsed.issues.map(
			(issue) => `${v.getDotPath(issue) ?? 'query'}: ${issue.message}`
		);
		return refused(faults, 'not-valid');
	}
	const { service, min, max, watch, ...asked } = parsed.output;
	const hasBand = min !== undefined || max !== undefined;
	try {
		const found = await locals.history.seriesBody(
			{
				...asked,
				serviceOnly: service === '1',
				...(hasBand && { band: { min: min ?? null, max: max ?? null, watch: watch ?? 0 } })
			},
			request.signal
		);
		if (!found.ok) return refused([found.detail], found.reason);
		return new Response(found.value, {
			headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }
		});
	} catch (error) {
		if (error instanceof StoreUnavailable) {
			return json({ faults: [error.message] }, { status: 503, headers: { 'retry-after': '5' } });
		}
		if (request.signal.aborted) return new Response(null, { status: 499 });
		throw error;
	}
};
