/** `GET /api/occupancy`: people by zone with their band, doors, ledger, quality and what days before tell. */
import { json } from '@sveltejs/kit';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { occupancyReport } from './report.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	try {
		return json(await occupancyReport(locals), { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		if (!(error instanceof StoreUnavailable)) throw error;
		return json({ faults: [error.message] }, { status: 503, headers: { 'retry-after': '10' } });
	}
};
