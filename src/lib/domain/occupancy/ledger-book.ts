/** The corrections as they are made, until they are taken. */
import type { Correction } from './ledger.ts';
import type { Gap } from './silence.ts';
import { gapId } from './silences.ts';
import type { Suspect } from './suspects.ts';

type Note = Pick<Correction, 'kind' | 'id' | 'at'> & Partial<Correction>;

/** Passages filled in. */
const WORTH_TELLING = 1;

export class LedgerBook {
	/** Of gaps that go on, the effect that has been told already. */
	readonly #told = new Map<string, number>();
	/** Counters that are suspect today. */
	#suspects = new Map<string, Suspect>();
	#corrections: Correction[] = [];

	note(note: Note): void {
		this.#corrections.push({ door: null, effect: 0, facts: {}, person: null, ...note });
	}

	/** Tells of a gap when it is recognised, and its rest when it has ended. */
	gap(gap: Gap, ended: boolean): void {
		const id = gapId(gap);
		const effect = gap.in - gap.out;
		const told = this.#told.get(id) ?? 0;
		// One too small to be told of has no end to be told of either.
		if (ended && !this.#told.has(id) && gap.in + gap.out < WORTH_TELLING) return;
		if (ended) this.#told.delete(id);
		else this.#told.set(id, effect);
		const { from, to, in: into, out, door } = gap;
		const facts = { from, to, in: into, out, ended: ended ? 1 : 0 };
		this.note({ kind: 'gap', id, at: to, door, effect: effect - told, facts });
	}

	/** Tells of a counter once a day; a silent one is told of by its gap. */
	suspect(suspect: Suspect, at: number): void {
		const { door, kind, since, in: into, out } = suspect;
		const key = `${kind}:${door}`;
		const known = this.#suspects.has(key);
		this.#suspects.set(key, { ...suspect, since: this.#suspects.get(key)?.since ?? since });
		if (known || kind === 'dead' || kind === 'repeats-total') return;
		const facts = { since, in: into, out };
		this.note({ kind: 'suspect', id: `suspect:${key}:${at}`, at, door, facts, suspect: kind });
	}

	/** All counters that were suspect since the day began. */
	suspects(): Suspect[] {
		return [...this.#suspects.values()];
	}

	/** A new day. */
	turn(): void {
		this.#suspects = new Map();
	}

	/** What was told since the last call, in order. */
	take(): Correction[] {
		const taken = this.#corrections;
		this.#corrections = [];
		return taken;
	}
}
