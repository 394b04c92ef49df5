import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import type { PageServerLoad } from './$types';

/** For those who build the product; a building's own server does not have it. */
export const load: PageServerLoad = ({ locals: { building } }) => {
	if (!dev) error(404);
	return { levels: building.levels, limits: building.limits.filter((limit) => limit.primary) };
};
