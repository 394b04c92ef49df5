/** `GET /api/occupancy/board?zone=KEY`: what the screen at a hall's door shows, and nothing more. */
import { json } from '@sveltejs/kit';
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { occupancyReport } from '../report.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const { calendar, timeZone } = locals.building;
	try {
		const { at, zones } = await occupancyReport(locals);
		const zone = zones.find(({ key }) => key === url.searchParams.get('zone'));
		if (zone === undefined) {
			return json({ faults: ['zone: no such zone'] }, { status: 404 });
		}
		const { people, low, high, capacity, stale, heardAt } = zone;
		const closed = new ServiceClock(calendar, timeZone).stateAt(at).state === 'closed';
		return json(
			{
				...{ at, people, low, high, capacity, stale, heardAt, closed },
				simulated: locals.about.simulated
			},
			{ headers: { 'cache-control': 'no-store' } }
		);
	} catch (error) {
		if (!(error instanceof StoreUnavailable)) throw error;
		return json({ faults: [error.message] }, { status: 503, headers: { 'retry-after': '10' } });
	}
};
