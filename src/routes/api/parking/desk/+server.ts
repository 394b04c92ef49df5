/** `GET /api/parking/desk`: what the parking page shows, its bays and today's notes among them. */
import { deskState } from '../desk-state.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
	Response.json(deskState(locals), { headers: { 'cache-control': 'no-store' } });
