/**
 * `POST /api/parking/holds` `{ "place", "places"?, "kind": "closed"|"reserved", "reason" }` takes a bay,
 * or places of an area, out of what is offered; `{ "release": id }` gives them back.
 */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { deskState } from '../desk-state.server.ts';
import type { RequestHandler } from './$types';

const Body = v.union([
	v.object({ release: v.pipe(v.number(), v.integer()) }),
	v.object({
		place: v.pipe(v.string(), v.maxLength(120)),
		places: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)), 1),
		kind: v.picklist(['closed', 'reserved']),
		reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))
	})
]);

export const POST: RequestHandler = async ({ request, locals }) => {
	const { person, parking } = locals;
	if (person === null) return json({ reason: 'sign-in-needed' }, { status: 401 });
	const parsed = v.safeParse(Body, await request.json().catch(() => null));
	if (!parsed.success) {
		return json({ reason: 'incomplete', faults: ['place and reason are needed'] }, { status: 400 });
	}
	if ('release' in parsed.output) {
		const { release } = parsed.output;
		if (!parking.release(release, person.name)) {
			return json({ reason: 'nothing-to-undo' }, { status: 409 });
		}
	} else {
		const fault = parking.hold(parsed.output, person.name);
		if (fault !== null) {
			return json({ reason: fault }, { status: fault === 'unknown-place' ? 404 : 409 });
		}
	}
	return json({ desk: deskState(locals) });
};
