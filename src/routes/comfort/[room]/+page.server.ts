import { error } from '@sveltejs/kit';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { dateChangeOf, type Sources } from '../overview.server.ts';
import { readPeriod, spanOf } from '../periods.ts';
import { findMonitored, roomFigures } from './room.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const { building, comfort, history, hub } = locals;
	const now = hub.now();
	const sources: Sources = { building, comfort, history, now };
	const place = findMonitored(sources, params.room);
	if (place === null) error(404);
	const period = readPeriod(url.searchParams.get('period'));
	const date = url.searchParams.get('date') ?? '';
	const { room, level } = place;
	const shared = {
		...{ period, asked: { date }, at: now },
		room: { key: room.key, name: room.name, type: room.type, occupants: room.occupants },
		level: level.name
	};
	try {
		const [figures, change] = await Promise.all([
			roomFigures(sources, place, spanOf(period, now, building.timeZone)),
			date === '' ? null : dateChangeOf(sources, date, room.key)
		]);
		return { ...shared, found: { figures, change } };
	} catch (fault) {
		if (!(fault instanceof StoreUnavailable)) throw fault;
		return { ...shared, found: null };
	}
};
