/** The ledger of all zones: what the estimator did, what people said, and what was undone. */
import { BUILDING } from '#lib/live/occupancy-zones.ts';
import type { LedgerEntry } from '#lib/live/occupancy-report.ts';
import type { Recount, UndoneCorrection } from '#lib/server/occupancy/book.ts';
import type { ZoneCourse } from './zone-course.server.ts';

/** More than this nobody reads; older ones are in the days they changed. */
const MOST = 200;
/** What is only told, or keeps a number from being impossible, is not to be undone. */
const TOLD_ONLY = new Set(['below-zero', 'suspect']);

/** The newest first. Corrections of one id are one entry: their effects add up. */
export function ledgerOf(
	courses: ReadonlyMap<string, ZoneCourse>,
	recounts: readonly Recount[],
	undone: readonly UndoneCorrection[]
): LedgerEntry[] {
	const entries = new Map<string, LedgerEntry>();
	for (const [zone, { ledger }] of courses) {
		for (const correction of ledger) {
			// A hall's number is small and its doors many: only the building tells of each clamp.
			if (correction.kind === 'below-zero' && zone !== BUILDING) continue;
			const key = `${zone} ${correction.id}`;
			const known = entries.get(key);
			const effect = correction.effect + (known?.effect ?? 0);
			const reversible = !TOLD_ONLY.has(correction.kind);
			entries.set(key, { ...correction, zone, effect, undone: null, reversible });
		}
	}
	for (const { zone, correction, at, person } of undone) {
		entries.set(`${zone} ${correction}`, undoneEntry(zone, correction, at, person));
	}
	for (const { id, zone, at, people, person, undoneAt, undoneBy } of recounts) {
		if (undoneAt === null) continue;
		entries.set(`${zone} ${id}`, {
			...{ id, kind: 'recount', at, door: null, effect: 0, facts: { people }, person, zone },
			undone: { person: undoneBy ?? '', at: undoneAt },
			reversible: false
		});
	}
	return [...entries.values()].sort((a, b) => b.at - a.at).slice(0, MOST);
}

const KINDS = ['closing-zero', 'ratio', 'gap', 'implausible', 'counter-replaced'] as const;

/** What is undone is not made any more: of it only its name is known. */
function undoneEntry(zone: string, id: string, at: number, person: string): LedgerEntry {
	const [name, ...rest] = id.split(':');
	const kind = KINDS.find((one) => one === name) ?? 'ratio';
	const written = Date.parse(rest.at(-1) ?? '');
	const stamp = Number(rest.at(-1));
	return {
		...{ id, kind, effect: 0, facts: {}, person: null, zone },
		door: kind === 'gap' || kind === 'implausible' ? rest.slice(0, -1).join(':') : null,
		at: Number.isFinite(stamp) ? stamp : Number.isFinite(written) ? written : at,
		undone: { person, at },
		reversible: true
	};
}
