import { lastSeen } from './device-rows.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { devicePlaces } from './places.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('nyaman:river');
	const [report, history] = await Promise.all([
		locals.riverReport(),
		locals.history.status().catch((error: unknown) => {
			if (error instanceof StoreUnavailable) return null;
			throw error;
		})
	]);
	return {
		person: locals.person,
		rooms: devicePlaces(locals.building),
		/** Until the live values arrive. */
		seen: lastSeen(locals.hub.rows()),
		report: report.ok ? { ...report.value, refusals: [] } : null,
		/** null: the store does not answer. */
		history,
		noReport: report.ok ? null : report.reason
	};
};
