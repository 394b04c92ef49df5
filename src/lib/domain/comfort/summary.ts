/** What is said of a room or a building at the head of its page: two or three statements, made from the figures. */
import type { Cause } from './cause.ts';
import { coverage, shareWithin, wholePercent, type Tally } from './tally.ts';

/** The figures a summary may speak of. */
export interface Figures {
	total: Tally;
	/** Time outside by cause, of the headline's quantities; ms of service, summed over rooms. */
	causes: readonly { cause: Cause; outsideMs: number }[];
	/** Person-hours outside; null: nobody counted. */
	personHours: number | null;
	/** The longest stretch outside; null: none, or not known. */
	longest: { cause: Cause; from: number; to: number; room: string } | null;
	/** Key of the room with the most time outside, of several; null where there is but one. */
	worstRoom: string | null;
}

export type Statement =
	/** No service in the span: nothing to judge. */
	| { kind: 'no-service' }
	/** Whole per cent of the service time that is known. */
	| { kind: 'not-judged'; percent: number }
	| { kind: 'all-within' }
	| { kind: 'none-within' }
	| { kind: 'share'; percent: number }
	| { kind: 'cause'; cause: Cause; ms: number; room: string | null }
	| { kind: 'people'; hours: number }
	| { kind: 'longest'; cause: Cause; from: number; to: number; room: string };

/** A shorter stretch is no event worth a sentence. */
const LEAST_STRETCH_MS = 3_600_000;

/** At most three, the answer first. Nothing is said of time that is not judged. */
export function summarise({
	total,
	causes,
	personHours,
	longest,
	worstRoom
}: Figures): Statement[] {
	const covered = coverage(total);
	if (covered === null) return [{ kind: 'no-service' }];
	const share = shareWithin(total);
	// Rounded down: 74.9 % is not the 75 % that would be judged.
	if (share === null) return [{ kind: 'not-judged', percent: Math.floor(covered * 100) }];
	if (total.withinMs === total.knownMs) return [{ kind: 'all-within' }];
	const said: Statement[] = [
		total.withinMs === 0 ? { kind: 'none-within' } : { kind: 'share', percent: wholePercent(share) }
	];
	const main = causes.reduce<{ cause: Cause; outsideMs: number } | null>(
		(most, one) => (one.outsideMs > (most?.outsideMs ?? 0) ? one : most),
		null
	);
	if (main !== null) {
		said.push({ kind: 'cause', cause: main.cause, ms: main.outsideMs, room: worstRoom });
	}
	const hours = personHours === null ? 0 : Math.round(personHours);
	if (hours > 0) said.push({ kind: 'people', hours });
	else if (longest !== null && longest.to - longest.from >= LEAST_STRETCH_MS) {
		const { cause, from, to, room } = longest;
		said.push({ kind: 'longest', cause, from, to, room });
	}
	return said;
}
