import { fail, redirect } from '@sveltejs/kit';
import { SESSION_COOKIE, sessionCookie } from '#lib/server/auth/session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

const KEY_PARAMETER = 'kunci';

export const load: PageServerLoad = ({ locals, url, setHeaders }) => {
	// The address holds a secret for as long as it is used: no other page is told it.
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	return { valid: locals.auth.isSetupKey(url.searchParams.get(KEY_PARAMETER) ?? '') };
};

export const actions: Actions = {
	async default({ request, locals, cookies, url }) {
		const form = await request.formData();
		const name = String(form.get('name') ?? '');
		const pin = String(form.get('pin') ?? '');
		const kept = { name: name.slice(0, 60) };
		if (pin !== form.get('repeat')) return fail(400, { ...kept, fault: 'pin-differs' as const });
		const key = url.searchParams.get(KEY_PARAMETER) ?? '';
		const result = await locals.auth.setUp(key, { name, pin });
		if (!result.ok) return fail(400, { ...kept, fault: result.reason });
		cookies.set(SESSION_COOKIE, result.value.token, sessionCookie(url));
		redirect(303, '/settings');
	}
};
