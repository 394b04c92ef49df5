import { fail, redirect } from '@sveltejs/kit';
import { RETURN_PARAMETER } from '#lib/server/auth/handle.ts';
import { SESSION_COOKIE, sessionCookie } from '#lib/server/auth/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

/** An address of this site; anything else would lead a person away after signing in. */
function returnTo(url: URL): string {
	const path = url.searchParams.get(RETURN_PARAMETER) ?? '/';
	const target = URL.canParse(path, url.origin) ? new URL(path, url.origin) : url;
	if (target.origin !== url.origin || !path.startsWith('/')) return '/';
	return target.pathname.replace(/^\/+/, '/') + target.search;
}

export const load: PageServerLoad = ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return { person: locals.person, nobody: locals.auth.people().length === 0 };
};

export const actions: Actions = {
	async in({ request, locals, cookies, url, getClientAddress }) {
		const form = await request.formData();
		const name = String(form.get('name') ?? '');
		const input = { name, pin: String(form.get('pin') ?? '') };
		const answer = await locals.auth.signIn(input, getClientAddress());
		if (answer.kind !== 'signed-in') {
			const { kind, waitMs } = answer;
			return fail(kind === 'wait' ? 429 : 400, { kind, waitMs, name: name.slice(0, 60) });
		}
		cookies.set(SESSION_COOKIE, answer.session.token, sessionCookie(url));
		redirect(303, returnTo(url));
	},
	out({ locals, cookies, url }) {
		locals.auth.signOut(cookies.get(SESSION_COOKIE));
		cookies.delete(SESSION_COOKIE, sessionCookie(url));
		redirect(303, returnTo(url));
	}
};
