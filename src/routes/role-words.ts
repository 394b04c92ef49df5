/** The roles in the reader's language, and where each begins. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Role } from './reader.svelte.ts';

export const ROLE_NAMES: Record<Role, () => string> = {
	manager: m.role_manager,
	parking: m.role_parking,
	director: m.role_director
};

/** Until the pages of the other two are built, each lands at home, with its own layer on the plan. */
export const ROLE_HOMES: Record<Role, string> = {
	manager: '/',
	parking: '/?layer=parking',
	director: '/?layer=people'
};
