/** The river's report of itself, from the ledger and what is kept of each device. */
import type { Flow, RiverReport } from '#lib/domain/river-report.ts';
import { keptHeartbeats } from './heartbeats.ts';
import { imbalance } from './ledger.ts';
import type { LedgerTerm } from './ledger.ts';
import type { Spool } from './spool.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const REFUSED = 'refused.';

/** What became of everything in the last 24 hours, and how each device spoke. @param now epoch ms UTC. */
export function riverReport(spool: Spool, now: number): RiverReport {
	const from = now - (now % MINUTE_MS) - DAY_MS;
	const waiting = spool.waiting().readings;
	const totals = spool.totals();
	return {
		at: now,
		flow: flowOf(spool.totals(from), waiting, from, now),
		devices: spool.devices.activity(now),
		heartbeats: keptHeartbeats(spool),
		refusals: spool.devices.refusals(),
		totals,
		spool: spool.size(),
		imbalance: imbalance(totals, waiting)
	};
}

function flowOf(
	terms: Readonly<Record<string, number>>,
	waiting: number,
	from: number,
	to: number
): Flow {
	const of = (term: LedgerTerm) => terms[term] ?? 0;
	const decoded = of('readings.decoded');
	const stored = of('readings.stored');
	const rejected = of('readings.rejected');
	const repeated = of('readings.repeated');
	return {
		from,
		to,
		messages: {
			received: of('received'),
			decoded: of('decoded'),
			nothing: of('nothing'),
			quarantined: of('quarantined'),
			duplicate: of('duplicate')
		},
		readings: {
			waitingBefore: stored + rejected + repeated + waiting - decoded,
			decoded,
			stored,
			rejected,
			repeated,
			waiting
		},
		refused: Object.entries(terms)
			.filter(([term]) => term.startsWith(REFUSED))
			.map(([term, n]) => ({ reason: term.slice(REFUSED.length), n }))
			.sort((a, b) => b.n - a.n)
	};
}
