/**
 * `GET /api/parking`: free places as plain JSON, for anyone, from any site. `classes` and `zones`
 * each say `free` (surely free, closed and reserved places not among them; null: not known) and
 * `most`; times are epoch ms UTC. Where `flowing` is false the figures are those of `dataAt`.
 */
import { version } from '$app/environment';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) => {
	const { at, dataAt, flowing, simulated, service, classes, zones, nearest } =
		locals.parking.picture();
	const body = { at, dataAt, flowing, simulated, release: version, service };
	return Response.json(
		{ ...body, classes, zones, nearest },
		{ headers: { 'cache-control': 'no-store', 'access-control-allow-origin': '*' } }
	);
};
