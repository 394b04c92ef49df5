/** Who reads: the duty they named at their first visit, kept in a cookie so that the server knows it too. */
import { createContext } from 'svelte';

export const ROLES = ['manager', 'parking', 'director'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_COOKIE = 'nyaman_role';
const A_YEAR_S = 365 * 86_400;

/** null for anything that names no role. */
export function readRole(text: string | undefined): Role | null {
	return ROLES.find((role) => role === text) ?? null;
}

export class Reader {
	#role = $state<Role | null>(null);
	#writeCookie: (cookie: string) => void;

	constructor(role: Role | null, writeCookie: (cookie: string) => void) {
		this.#role = role;
		this.#writeCookie = writeCookie;
	}

	/** null until it has been chosen. */
	get role(): Role | null {
		return this.#role;
	}

	choose(role: Role): void {
		this.#role = role;
		this.#writeCookie(`${ROLE_COOKIE}=${role}; Path=/; Max-Age=${A_YEAR_S}; SameSite=Lax`);
	}
}

export const [getReader, setReader] = createContext<Reader>();
