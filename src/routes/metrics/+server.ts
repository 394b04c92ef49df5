/** `GET /metrics`: the ledger and the health of the river, for Prometheus. */
import { prometheusText } from './prometheus.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const report = await locals.riverReport();
	const text = prometheusText(
		locals.hub.health(),
		report.ok ? report.value : null,
		(locals.hub.now() - locals.about.startedAt) / 1_000
	);
	return new Response(text, {
		headers: {
			'content-type': 'text/plain; version=0.0.4; charset=utf-8',
			'cache-control': 'no-store'
		}
	});
};
