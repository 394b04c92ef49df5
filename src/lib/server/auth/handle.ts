/** Lets nobody write whom the product does not know, whatever a page or an endpoint would do. */
import type { Handle } from '@sveltejs/kit';
import { SESSION_COOKIE } from './session-cookie.ts';
import { SETUP_PATH } from './setup-link.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
export const SIGN_IN_PATH = '/masuk';
/** Where one becomes known. */
const OPEN_TO_ALL = new Set([SIGN_IN_PATH, SETUP_PATH]);

/** The name of the parameter that says where to return to after signing in. */
export const RETURN_PARAMETER = 'kembali';

/** Finds who asks, and turns away writes from strangers and from other sites' pages. */
export const handleWriters: Handle = ({ event, resolve }) => {
	const { request, url, locals, cookies } = event;
	locals.person = locals.auth.personOf(cookies.get(SESSION_COOKIE));
	if (READS.has(request.method)) return resolve(event);
	// SvelteKit asks this of forms only; a JSON body can be sent from elsewhere as well.
	const origin = request.headers.get('origin');
	if (origin !== null && origin !== url.origin) {
		return new Response('Writes come from this site only.\n', { status: 403 });
	}
	if (locals.person !== null || OPEN_TO_ALL.has(url.pathname)) return resolve(event);
	if (request.headers.get('accept')?.includes('text/html')) {
		const back = `${SIGN_IN_PATH}?${RETURN_PARAMETER}=${encodeURIComponent(url.pathname)}`;
		return new Response(null, { status: 303, headers: { location: back } });
	}
	return Response.json({ reason: 'sign-in-needed' }, { status: 401 });
};
