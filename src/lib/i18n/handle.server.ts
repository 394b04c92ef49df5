/** Answers every request in the reader's language, and keeps the choice a language link makes. */
import type { Handle } from '@sveltejs/kit';
import { cookieMaxAge, cookieName, isLocale } from './paraglide/runtime.js';
import { paraglideMiddleware } from './paraglide/server.js';
import { LANGUAGE_PARAMETER } from './language.ts';

/** Sets the language of the request, `<html lang>`, and the cookie where a link asks for it. */
export const handleLanguage: Handle = ({ event, resolve }) => {
	const asked = event.url.searchParams.get(LANGUAGE_PARAMETER);
	if (event.request.method === 'GET' && asked !== null && isLocale(asked)) {
		return keepChoice(event.url, asked);
	}
	return paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		return resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale)
		});
	});
};

function keepChoice(url: URL, locale: string): Response {
	const back = new URL(url);
	back.searchParams.delete(LANGUAGE_PARAMETER);
	// Two leading slashes would name another host.
	const path = back.pathname.replace(/^\/+/, '/');
	return new Response(null, {
		status: 303,
		headers: {
			location: path + back.search,
			// Not `Secure`: the building's own network often has no certificate. It names a language, no more.
			'set-cookie': `${cookieName}=${locale}; Path=/; Max-Age=${cookieMaxAge}; SameSite=Lax`,
			'cache-control': 'no-store'
		}
	});
}
