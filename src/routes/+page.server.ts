import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { building } }) => ({
	levels: building.levels,
	limits: building.limits.filter((limit) => limit.primary)
});
