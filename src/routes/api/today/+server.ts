/** `GET /api/today`: what only the past tells of today: since when rooms are red, what doors have counted, the day's course. */
import { json } from '@sveltejs/kit';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { todaySoFar } from './today.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	try {
		return json(await todaySoFar(locals), { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		if (!(error instanceof StoreUnavailable)) throw error;
		return json({ faults: [error.message] }, { status: 503, headers: { 'retry-after': '10' } });
	}
};
