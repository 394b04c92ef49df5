import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Building } from '#floorplan/building.ts';
import { deviceAddress } from '../device-address.ts';
import { lastSeen } from '../device-rows.ts';
import { devicePlaces } from '../places.server.ts';
import type { Actions, PageServerLoad } from './$types';

const changeId = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

/** Newest first; an open placement before all that have ended. */
function placementsOf({ placements }: Building, device: string) {
	return placements
		.filter((placement) => placement.device === device)
		.toSorted((a, b) => (b.to ?? Infinity) - (a.to ?? Infinity) || b.from - a.from);
}

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	depends('nyaman:river');
	const { building, hub, registry, person } = locals;
	const id = params.device;
	const answer = await locals.riverReport();
	const report = answer.ok ? answer.value : null;
	const seen = lastSeen(hub.rows());
	const registered = building.devices.find(({ device }) => device === id) ?? null;
	const activity = report?.devices.find(({ device }) => device === id) ?? null;
	const refusals = report?.refusals.filter(({ device }) => device === id) ?? [];
	if (!registered && !seen.has(id) && !activity && refusals.length === 0) error(404);

	const known = new Set(building.devices.map(({ device }) => device));
	const heard = new Set([...seen.keys(), ...(report?.devices ?? []).map(({ device }) => device)]);
	return {
		person,
		id,
		registered,
		rooms: devicePlaces(building),
		placements: placementsOf(building, id),
		seen,
		rows: hub.rows().filter(([device]) => device === id),
		activity,
		reported: report !== null,
		refusals,
		/** Heard and in no register: what a replacement is most likely to be. */
		strangers: person
			? [...heard]
					.filter((one) => !known.has(one))
					.sort()
					.slice(0, 100)
			: [],
		changes: registry.changesOf(id),
		undoable: person ? (registry.undoable()?.id ?? null) : null
	};
};

export const actions: Actions = {
	async replace({ request, locals, params }) {
		const { person, registry } = locals;
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? '').slice(0, 200);
		const input = {
			newDevice: text('newDevice'),
			brand: text('brand'),
			model: text('model'),
			intervalMinutes: text('intervalMinutes')
		};
		if (!person) return fail(401, { ...input, fault: 'sign-in-needed', detail: '' });
		const result = attempt(() =>
			registry.replace(person.name, { ...input, oldDevice: params.device })
		);
		if (!result) return fail(500, { ...input, fault: 'cannot-write', detail: '' });
		if (!result.ok) return fail(400, { ...input, fault: result.reason, detail: result.detail });
		redirect(303, deviceAddress(result.value.newDevice));
	},
	async undo({ request, locals }) {
		const { person, registry } = locals;
		if (!person) return fail(401, { fault: 'sign-in-needed', detail: '' });
		const id = v.safeParse(changeId, (await request.formData()).get('id'));
		if (!id.success) return fail(400, { fault: 'nothing-to-undo', detail: '' });
		const result = attempt(() => registry.undo(person.name, id.output));
		if (!result) return fail(500, { fault: 'cannot-write', detail: '' });
		if (!result.ok) return fail(400, { fault: result.reason, detail: result.detail });
		redirect(303, deviceAddress(result.value.oldDevice));
	}
};

/** null where the disk or the database refused: the person is told, and nothing has changed. */
function attempt<T>(change: () => T): T | null {
	try {
		return change();
	} catch {
		return null;
	}
}
