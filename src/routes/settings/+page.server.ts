import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { changes } from '#lib/server/app-db/audit.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN_CHANGES = 20;

const personId = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

/** Who may write is shown to those who may; a stranger at a screen in the hall need not know names. */
export const load: PageServerLoad = ({ locals }) => ({
	person: locals.person,
	people: locals.person ? locals.auth.people() : [],
	changes: locals.person ? changes(locals.appDb, SHOWN_CHANGES) : []
});

export const actions: Actions = {
	async add({ request, locals }) {
		if (!locals.person) return fail(401, { action: 'add' as const, fault: 'sign-in-needed' });
		const form = await request.formData();
		const name = String(form.get('name') ?? '');
		const pin = String(form.get('pin') ?? '');
		const kept = { action: 'add' as const, name: name.slice(0, 60) };
		if (pin !== form.get('repeat')) return fail(400, { ...kept, fault: 'pin-differs' });
		const result = await locals.auth.add(locals.person, { name, pin });
		if (!result.ok) return fail(400, { ...kept, fault: result.reason });
		return { action: 'add' as const, added: result.value.name };
	},
	async remove({ request, locals }) {
		if (!locals.person) return fail(401, { action: 'remove' as const, fault: 'sign-in-needed' });
		const id = v.safeParse(personId, (await request.formData()).get('id'));
		const result = id.success ? locals.auth.remove(locals.person, id.output) : null;
		if (!result?.ok) return fail(400, { action: 'remove' as const, fault: 'not-removed' });
		return { action: 'remove' as const };
	}
};
