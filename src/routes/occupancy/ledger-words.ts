/** A correction and a suspicion, each in a sentence. */
import type { Formats } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Suspect } from '#lib/domain/occupancy/suspects.ts';
import type { LedgerEntry } from '#lib/live/occupancy-report.ts';
import type { Names } from './names.ts';

export function correctionWords(entry: LedgerEntry, names: Names, f: Formats, now: number): string {
	const { kind, facts, undone } = entry;
	const fact = (name: string): number => facts[name] ?? 0;
	const count = (name: string): string => f.count(Math.round(fact(name)));
	const door = names.door(entry.door ?? '');
	const moved = { in: count('in'), out: count('out') };
	const person = entry.person ?? '';
	if (undone !== null) {
		return kind === 'recount'
			? m.occupancy_k_recount_undone({ person, people: count('people') })
			: m.occupancy_k_undone_own({ id: entry.id });
	}
	switch (kind) {
		case 'closing-zero': {
			const quiet = Math.max(fact('closed'), fact('quiet'));
			return m.occupancy_k_closing_zero({ time: f.moment(quiet, now), people: count('people') });
		}
		case 'recount': {
			const band = { low: count('low'), high: count('high') };
			const counted = { person, people: count('people'), before: count('before') };
			return m.occupancy_k_recount({ ...counted, ...band });
		}
		case 'ratio':
			return m.occupancy_k_ratio({
				...moved,
				before: f.bound(Math.round(fact('before') * 1_000) / 1_000),
				after: f.bound(Math.round(fact('after') * 1_000) / 1_000)
			});
		case 'gap':
			return m.occupancy_k_gap({ ...moved, door, time: f.moment(fact('from'), now) });
		case 'below-zero':
			return m.occupancy_k_below_zero(moved);
		case 'implausible':
			return m.occupancy_k_implausible({ ...moved, door });
		case 'suspect':
			return m.occupancy_k_suspect({ ...moved, door });
		case 'counter-replaced':
			return m.occupancy_k_counter_replaced({ door });
	}
}

export function suspectWords(suspect: Suspect, names: Names, f: Formats, now: number): string {
	const door = names.door(suspect.door);
	const time = f.moment(suspect.since, now);
	switch (suspect.kind) {
		case 'dead':
			return m.occupancy_suspect_dead({ door, time });
		case 'one-way':
			return m.occupancy_suspect_one_way({ door, time });
		case 'backwards':
			return m.occupancy_suspect_backwards({
				...{ door, in: f.count(suspect.in), out: f.count(suspect.out) }
			});
		case 'propped-open':
			return m.occupancy_suspect_propped_open({ door, time });
		case 'repeats-total':
			return m.occupancy_suspect_repeats_total({ door, time });
	}
}

/** Why a write was refused. */
export function faultWords(fault: string, most: string): string {
	switch (fault) {
		case 'people-not-whole':
		case 'people-too-many':
			return m.occupancy_fault_people({ most });
		case 'zone-unknown':
		case 'line-unknown':
			return m.occupancy_fault_zone();
		case 'nothing-to-undo':
			return m.occupancy_fault_undo();
		case 'sign-in-needed':
			return m.occupancy_sign_in();
		default:
			return m.occupancy_fault_write();
	}
}
