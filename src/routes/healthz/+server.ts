/** Health in plain text, for a person's eye and a monitor's status code. */
import type { RiverReport } from '#lib/domain/river-report.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const health = locals.hub.health();
	const lines = (['broker', 'spool', 'store'] as const).map((part) => {
		const { state, detail, since } = health[part];
		return `${part}: ${state} since ${new Date(since).toISOString()} (${detail})`;
	});
	const report = await locals.riverReport();
	const ledger = report.ok ? ledgerLine(report.value) : `ledger: unknown (${report.detail})`;
	const stopped = Object.values(health).some(({ state }) => state === 'stopped');
	const open = report.ok && report.value.imbalance !== null;
	return new Response(['alive', ...lines, ledger, ''].join('\n'), {
		status: stopped || open ? 503 : 200,
		headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
	});
};

/** Both sums over all time. */
function ledgerLine({ totals, flow, imbalance }: RiverReport): string {
	const of = (term: string) => totals[term] ?? 0;
	const messages = `${of('received')} messages received = ${of('decoded')} decoded + ${of('nothing')} nothing to read + ${of('quarantined')} quarantined + ${of('duplicate')} duplicates`;
	const readings = `${of('readings.decoded')} readings decoded = ${of('readings.stored')} stored + ${of('readings.rejected')} rejected + ${of('readings.repeated')} repeated + ${flow.readings.waiting} in spool`;
	return `ledger: ${imbalance === null ? 'closes' : `does not close, ${imbalance}`} (${messages}; ${readings})`;
}
