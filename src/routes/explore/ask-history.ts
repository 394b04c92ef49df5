/** Questions to `GET /api/history`, and why one was not answered. */
import type { HistoryAnswer, HistoryQuery } from '#lib/domain/rollups/history-answer.ts';

export type Failure =
	| { reason: 'no-raw' | 'too-much' | 'not-valid'; detail: string }
	/** The database, or the server itself. */
	| { reason: 'unavailable' | 'network'; detail: string };

const REFUSALS = ['no-raw', 'too-much', 'not-valid'] as const;

export class HistoryFailed extends Error {
	override name = 'HistoryFailed';
	readonly failure: Failure;
	constructor(failure: Failure) {
		super(failure.detail);
		this.failure = failure;
	}
}

/**
 * @throws {HistoryFailed} with the reason
 * @throws the signal's reason, when it is aborted
 */
export async function askHistory(
	query: Pick<
		HistoryQuery,
		'metric' | 'rooms' | 'from' | 'to' | 'points' | 'every' | 'serviceOnly'
	>,
	signal: AbortSignal
): Promise<HistoryAnswer> {
	const address = new URLSearchParams({ metric: query.metric });
	for (const room of query.rooms ?? []) address.append('room', room);
	address.set('from', String(Math.floor(query.from)));
	address.set('to', String(Math.ceil(query.to)));
	if (query.every !== undefined) address.set('every', String(query.every));
	else if (query.points !== undefined) address.set('points', String(query.points));
	if (query.serviceOnly) address.set('service', '1');
	let response: Response;
	try {
		response = await fetch(`/api/history?${address}`, { signal });
	} catch (error) {
		signal.throwIfAborted();
		throw new HistoryFailed({ reason: 'network', detail: String(error) });
	}
	if (response.ok) return (await response.json()) as HistoryAnswer;
	const body = (await response.json().catch(() => ({}))) as {
		faults?: readonly string[];
		reason?: string;
	};
	const refusal = REFUSALS.find((reason) => reason === body.reason);
	throw new HistoryFailed({
		reason: refusal ?? (response.status === 400 ? 'not-valid' : 'unavailable'),
		detail: body.faults?.join('; ') ?? String(response.status)
	});
}
