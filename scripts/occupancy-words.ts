/** A correction as a line of output: what was done, why, and by how much, in words. */
import type { Correction } from '../src/lib/domain/occupancy/ledger.ts';

/** Tenths of a person, and no minus zero. */
export function tenths(value: number): number {
	return Math.round(value * 10) / 10 + 0;
}

/** As the ledger of `npm run occupancy` gives it: times ISO 8601 UTC, effect in persons. */
export function correctionLine(correction: Correction): Record<string, unknown> {
	const { id, kind, at, door, effect } = correction;
	return {
		id,
		kind,
		at: iso(at),
		...(door === null ? {} : { door }),
		reason: reasonOf(correction),
		effect: tenths(effect)
	};
}

function reasonOf({ kind, facts, door, person, suspect }: Correction): string {
	const fact = (name: string): number => facts[name] ?? 0;
	const n = (name: string): string => String(tenths(fact(name)));
	switch (kind) {
		case 'closing-zero':
			return `closed since ${iso(fact('closed'))} and nobody passes: empty; ${n('people')} were left over`;
		case 'recount':
			return `${person ?? 'someone'} counted ${n('people')}; the estimate was ${n('before')} (${n('low')}-${n('high')})`;
		case 'ratio':
			return `the day counted ${n('in')} in and ${n('out')} out and left ${n('left')} over: in/out ratio ${ratio('before')} -> ${ratio('after')} from now on`;
		case 'gap':
			return `counter ${door ?? ''} silent from ${iso(fact('from'))} ${fact('ended') ? `to ${iso(fact('to'))}` : 'on'}: ${n('in')} in and ${n('out')} out filled in, by its usual day and what else is counted`;
		case 'below-zero':
			return `${n('out')} went out of ${n('in')} counted in since the last certain moment: entries were missed, the estimate stays at zero`;
		case 'implausible':
			return fact('total')
				? `counter ${door ?? ''} repeats its running total (${n('in')} in, ${n('out')} out): left out`
				: `counter ${door ?? ''} says ${n('in')} in and ${n('out')} out at once, which cannot have passed: left out`;
		case 'suspect':
			return `counter ${door ?? ''} ${suspicionOf(suspect)}, since ${iso(fact('since'))} (${n('in')} in, ${n('out')} out); nothing is changed for it`;
		case 'counter-replaced':
			return `counter ${door ?? ''} was replaced: its ratio is learned anew`;
	}
	function ratio(name: string): string {
		return fact(name).toFixed(4);
	}
}

function suspicionOf(suspect: Correction['suspect']): string {
	switch (suspect) {
		case 'backwards':
			return 'seems to be mounted backwards: what it calls in goes out';
		case 'one-way':
			return 'counts one way only';
		case 'propped-open':
			return 'counts far more than usual, both ways alike: its door is propped open, or someone stands in its view';
		case 'repeats-total':
			return 'repeats its running total';
		case 'dead':
		case undefined:
			return 'is silent';
	}
}

function iso(at: number): string {
	return Number.isFinite(at) ? new Date(at).toISOString() : '';
}
