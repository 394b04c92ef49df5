/**
 * `GET /api/comfort?from=<ms>&to=<ms>[&room=<key>]`: each room's service hours within limits, by
 * the primary standard of its type, with coverage, causes and person-hours. Epoch ms UTC; 400
 * days at most. A share is null where less than three quarters of the service time are known.
 */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { coverage, shareWithin } from '#lib/domain/comfort/tally.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { comfortQuestion } from './questions.server.ts';
import type { RequestHandler } from './$types';

const MOST_MS = 400 * 86_400_000;
const HOUR = 3_600_000;

const time = v.pipe(v.string(), v.regex(/^\d{1,14}$/), v.transform(Number));
const Query = v.pipe(
	v.object({ from: time, to: time, room: v.nullable(v.string()) }),
	v.check(({ from, to }) => from < to, 'from is not before to'),
	v.check(({ from, to }) => to - from <= MOST_MS, 'more than 400 days')
);

export const GET: RequestHandler = async ({ url, locals, request }) => {
	const query = url.searchParams;
	const parsed = v.safeParse(Query, {
		from: query.get('from'),
		to: query.get('to'),
		room: query.get('room')
	});
	if (!parsed.success) {
		const faults = parsed.issues.map(
			(issue) => `${v.getDotPath(issue) ?? 'query'}: ${issue.message}`
		);
		return json({ faults }, { status: 400 });
	}
	const { from, to, room } = parsed.output;
	const { building, comfort, hub } = locals;
	const question = comfortQuestion({ building, from, to, room, now: hub.now() });
	if (room !== null && question.rooms.length === 0) {
		return json({ faults: [`room: "${room}" is not monitored`] }, { status: 404 });
	}
	try {
		const answer = await comfort.judge(question, request.signal);
		const rooms = answer.rooms.map(({ key, total, causes, people, longest, findings }) => ({
			room: key,
			shareWithin: shareWithin(total),
			coverage: coverage(total),
			serviceHours: total.serviceMs / HOUR,
			knownHours: total.knownMs / HOUR,
			withinHours: total.withinMs / HOUR,
			personHours: people?.all ?? null,
			personHoursOutside: people?.outside ?? null,
			causes: causes.map(({ cause, metric, outsideMs, personHours }) => ({
				...{ cause, metric, hoursOutside: outsideMs / HOUR, personHours }
			})),
			longest,
			sensors: findings
		}));
		const body = { from, to: answer.to, rooms };
		return json(body, { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		if (error instanceof StoreUnavailable) {
			return json({ faults: [error.message] }, { status: 503, headers: { 'retry-after': '5' } });
		}
		if (request.signal.aborted) return new Response(null, { status: 499 });
		throw error;
	}
};
