/** The ledger of corrections: what was changed of the estimate, when, why and by how much. */
import type { SuspectKind } from './suspects.ts';

export type CorrectionKind =
	/** Closed and nobody moves: the number is zero. */
	| 'closing-zero'
	/** Someone counted. */
	| 'recount'
	/** What a closed day taught of the ratio of in to out. */
	| 'ratio'
	/** A counter was silent, and what it would have counted is filled in. */
	| 'gap'
	/** More had gone out than can have been in: entries were missed. */
	| 'below-zero'
	/** What a counter said cannot have passed it, and is left out. */
	| 'implausible'
	/** A counter's counts cannot be right; named, and nothing is changed for it. */
	| 'suspect'
	/** From here on the counter is another one, and its ratio is learned anew. */
	| 'counter-replaced';

export interface Correction {
	/** Its name, the same whenever it is computed again: what is undone is named by it. */
	id: string;
	kind: CorrectionKind;
	/** When it took effect, epoch ms UTC. */
	at: number;
	/** The door it concerns; null: the building's. */
	door: string | null;
	/** Persons added to the estimate at that time; a gap is told when it is recognised, and its rest when it ends. */
	effect: number;
	/** What it rests on, by name: numbers in persons, epoch ms UTC, or shares. */
	facts: Readonly<Record<string, number>>;
	/** What is wrong with the counter, where it is only named. */
	suspect?: SuspectKind;
	/** Who made it; null: the estimator by its rules. */
	person: string | null;
}
