/** `POST /api/parking/undo` `{ "id" }`: takes a press back; it stays in the notes as taken back. */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { deskState } from '../desk-state.server.ts';
import type { RequestHandler } from './$types';

const Body = v.object({ id: v.pipe(v.string(), v.maxLength(64)) });

export const POST: RequestHandler = async ({ request, locals }) => {
	const { person, parking } = locals;
	if (person === null) return json({ reason: 'sign-in-needed' }, { status: 401 });
	const parsed = v.safeParse(Body, await request.json().catch(() => null));
	if (!parsed.success) return json({ faults: ['id: is needed'] }, { status: 400 });
	if (!parking.undo(parsed.output.id, person.name)) {
		return json({ reason: 'nothing-to-undo' }, { status: 409 });
	}
	return json({ desk: deskState(locals) });
};
