import { StoreUnavailable } from '#lib/server/store/store.ts';
import {
	dateChangeOf,
	monthChangeOf,
	overviewOf,
	todayOf,
	type Sources
} from './overview.server.ts';
import { readPeriod, spanOf } from './periods.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { building, comfort, history, hub } = locals;
	const now = hub.now();
	const sources: Sources = { building, comfort, history, now };
	const period = readPeriod(url.searchParams.get('period'));
	const asked = {
		date: url.searchParams.get('date') ?? '',
		room: building.levels
			.flatMap(({ rooms }) => rooms)
			.find(({ key }) => key === url.searchParams.get('room'))?.key
	};
	const shared = {
		...{ period, asked, at: now },
		levels: building.levels.map(({ key, name, ordinal, rooms }) => ({
			...{ key, name, ordinal },
			rooms: rooms.map((room) => ({ key: room.key, name: room.name, shortName: room.shortName }))
		}))
	};
	try {
		const [overview, today, month, change] = await Promise.all([
			overviewOf(sources, spanOf(period, now, building.timeZone)),
			todayOf(sources),
			monthChangeOf(sources),
			asked.date === '' ? null : dateChangeOf(sources, asked.date, asked.room ?? null)
		]);
		const { waiting } = await history.status();
		return { ...shared, found: { overview, today, month, change, waiting } };
	} catch (error) {
		if (!(error instanceof StoreUnavailable)) throw error;
		return { ...shared, found: null };
	}
};
