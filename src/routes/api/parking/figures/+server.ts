/** `GET /api/parking/figures?days=1..75&overstay=minutes`: how full, how long, how often; by class, over service time. */
import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { OVERSTAY_MINUTES, parkingFigures } from '#lib/server/parking/figures.ts';
import type { RequestHandler } from './$types';

const whole = (most: number) =>
	v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number), v.minValue(1), v.maxValue(most));
const Query = v.object({
	days: v.optional(whole(75), '30'),
	overstay: v.optional(whole(100_000), String(OVERSTAY_MINUTES))
});

export const GET: RequestHandler = ({ url, locals }) => {
	const parsed = v.safeParse(Query, {
		days: url.searchParams.get('days') ?? undefined,
		overstay: url.searchParams.get('overstay') ?? undefined
	});
	if (!parsed.success) {
		return json({ faults: ['days: 1 to 75; overstay: minutes'] }, { status: 400 });
	}
	const { days, overstay } = parsed.output;
	return json(parkingFigures(locals.parking, locals.hub, days, overstay), {
		headers: { 'cache-control': 'no-store' }
	});
};
