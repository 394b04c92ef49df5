/** The cookie in which a browser carries its session. */
import { SESSION_MS } from './auth.ts';

export const SESSION_COOKIE = 'nyaman-session';

/** Out of reach for scripts and for other sites; over TLS it never travels without. */
export function sessionCookie(url: URL) {
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'strict',
		secure: url.protocol === 'https:',
		maxAge: SESSION_MS / 1_000
	} as const;
}
