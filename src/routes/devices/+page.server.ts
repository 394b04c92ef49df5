import { lastSeen } from './device-rows.ts';
import { devicePlaces } from './places.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	depends('nyaman:river');
	const report = await locals.riverReport();
	return {
		person: locals.person,
		rooms: devicePlaces(locals.building),
		/** Until the live values arrive. */
		seen: lastSeen(locals.hub.rows()),
		report: report.ok ? { ...report.value, refusals: [] } : null,
		noReport: report.ok ? null : report.reason
	};
};
