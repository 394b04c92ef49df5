/** Health in plain text, for a person's eye and a monitor's status code. */
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) => {
	const health = locals.hub.health();
	const lines = (['broker', 'spool', 'store'] as const).map((part) => {
		const { state, detail, since } = health[part];
		return `${part}: ${state} since ${new Date(since).toISOString()} (${detail})`;
	});
	const stopped = Object.values(health).some(({ state }) => state === 'stopped');
	return new Response(['alive', ...lines, ''].join('\n'), {
		status: stopped ? 503 : 200,
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
	});
};
