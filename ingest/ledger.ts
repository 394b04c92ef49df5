/** The terms of the ledger: what became of every message and of every reading. */

/**
 * Messages: received = decoded + nothing + quarantined + duplicate.
 * Readings: readings.decoded = readings.stored + readings.rejected + readings.repeated + in spool.
 * `broker.dropped` is what the broker says to have dropped before it came to us, of any client's.
 * `refused.<reason>` counts values and messages by the word of their refusal, and
 * `quarantine.evicted` the records that made room for newer ones.
 */
export type LedgerTerm =
	| 'received'
	| 'decoded'
	| 'nothing'
	| 'quarantined'
	| 'duplicate'
	| 'readings.decoded'
	| 'readings.stored'
	| 'readings.rejected'
	| 'readings.repeated'
	| 'readings.conflict'
	| 'quarantine.evicted'
	| 'broker.dropped'
	| `refused.${string}`;

/** Counts of one commit, added to the minute they fall in. */
export class Tally {
	readonly terms = new Map<LedgerTerm, number>();

	add(term: LedgerTerm, n = 1): void {
		if (n > 0) this.terms.set(term, (this.terms.get(term) ?? 0) + n);
	}
}

/**
 * Whether both sums close, from the totals of the ledger and the readings in the spool.
 * @returns null when they do, else the sentence that says which does not and by how much
 */
export function imbalance(
	totals: Readonly<Record<string, number>>,
	inSpool: number
): string | null {
	const of = (term: LedgerTerm) => totals[term] ?? 0;
	const messages =
		of('received') - of('decoded') - of('nothing') - of('quarantined') - of('duplicate');
	if (messages !== 0) return `${messages} messages were received and are in no other term`;
	const readings =
		of('readings.decoded') -
		of('readings.stored') -
		of('readings.rejected') -
		of('readings.repeated') -
		inSpool;
	return readings === 0 ? null : `${readings} readings were decoded and are in no other term`;
}
