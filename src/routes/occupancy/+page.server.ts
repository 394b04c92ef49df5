import { fail } from '@sveltejs/kit';
import type { OccupancyReport } from '#lib/live/occupancy-report.ts';
import { lineKey } from '#lib/live/occupancy-zones.ts';
import { MOST_COUNTED } from '#lib/server/occupancy/inputs.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { occupancyReport, zonesNow } from '../api/occupancy/report.server.ts';
import { visitsOf } from '../api/occupancy/visits.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { building, person } = locals;
	return {
		person,
		most: MOST_COUNTED,
		rooms: building.levels.flatMap(({ key: level, rooms }) =>
			rooms.map(({ key, name }) => ({ key, name, level }))
		),
		levels: building.levels.map(({ key, name, outdoor }) => ({ key, name, outdoor })),
		report: await known<OccupancyReport>(() => occupancyReport(locals)),
		visits: await known(() => visitsOf(locals))
	};
};

/** null while the store does not answer: the page stands without it, and says so. */
async function known<T>(work: () => Promise<T>): Promise<T | null> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof StoreUnavailable)) throw error;
		return null;
	}
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').slice(0, 300);

export const actions: Actions = {
	async recount({ request, locals }) {
		const form = await request.formData();
		const input = { zone: text(form, 'zone'), people: text(form, 'people') };
		const { person, occupancy } = locals;
		if (!person) return fail(401, { ...input, fault: 'sign-in-needed' });
		const zones = new Set(zonesNow(locals).zones.map(({ key }) => key));
		const done = attempt(() => occupancy.recount(person.name, input, zones));
		if (!done) return fail(500, { ...input, fault: 'cannot-write' });
		if (!done.ok) return fail(400, { ...input, fault: done.reason });
		return { saved: done.value };
	},
	async undo({ request, locals }) {
		const form = await request.formData();
		const { person, occupancy } = locals;
		if (!person) return fail(401, { fault: 'sign-in-needed' });
		const [zone, id] = [text(form, 'zone'), text(form, 'id')];
		const again = text(form, 'again') !== '';
		const done = attempt(() =>
			again ? occupancy.redo(person.name, zone, id) : occupancy.undo(person.name, zone, id)
		);
		if (!done) return fail(500, { fault: 'cannot-write' });
		if (!done.ok) return fail(400, { fault: done.reason });
		return { undone: id };
	},
	async turn({ request, locals }) {
		const form = await request.formData();
		const { person, occupancy } = locals;
		if (!person) return fail(401, { fault: 'sign-in-needed' });
		const line = { device: text(form, 'device'), channel: text(form, 'channel') };
		const lines = new Set(zonesNow(locals).lines.map((one) => lineKey(one.line)));
		const done = attempt(() => occupancy.turn(person.name, line, lines));
		if (!done) return fail(500, { fault: 'cannot-write' });
		if (!done.ok) return fail(400, { fault: done.reason });
		return { turned: done.value.turned };
	},
	async zone({ request, locals }) {
		const form = await request.formData();
		const { person, occupancy } = locals;
		if (!person) return fail(401, { fault: 'sign-in-needed' });
		const input = {
			zone: text(form, 'zone'),
			capacity: text(form, 'capacity'),
			staff: text(form, 'staff')
		};
		const zones = new Set(zonesNow(locals).zones.map(({ key }) => key));
		const done = attempt(() => occupancy.setZone(person.name, input, zones));
		if (!done) return fail(500, { fault: 'cannot-write' });
		if (!done.ok) return fail(400, { fault: done.reason });
		return { set: done.value.zone };
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
