/**
 * `POST /api/parking/presses` `{ "presses": [{ id, pool, kind, step?, counted?, pressedAt, note? }] }`:
 * an officer's presses, also such as waited in a phone. The same id is taken once. Each is answered;
 * what is refused for good says why, so that the phone can let go of it.
 */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { deskState } from '../desk-state.server.ts';
import type { RequestHandler } from './$types';

const MOST = 500;
const Body = v.object({ presses: v.pipe(v.array(v.unknown()), v.maxLength(MOST)) });

export const POST: RequestHandler = async ({ request, locals }) => {
	const { person, parking } = locals;
	if (person === null) return json({ reason: 'sign-in-needed' }, { status: 401 });
	const parsed = v.safeParse(Body, await request.json().catch(() => null));
	if (!parsed.success) {
		return json({ faults: [`presses: a list of at most ${MOST} is needed`] }, { status: 400 });
	}
	const answers = parking.note(parsed.output.presses, person.name);
	return json({ answers, desk: deskState(locals) });
};
