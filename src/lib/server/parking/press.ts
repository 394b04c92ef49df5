/** What a phone sends of an officer's press, checked; each fault has a word. */
import * as v from 'valibot';
import { ok, refuse, type Result } from '../../domain/result.ts';

export interface Press {
	id: string;
	pool: string;
	kind: 'step' | 'recount' | 'full' | 'open';
	/** +1 or −1 vehicle. */
	step: 1 | -1;
	/** Vehicles seen; null unless it is a recount. */
	counted: number | null;
	pressedAt: number;
	note: string;
}

export type PressFault = 'unreadable' | 'unknown-place' | 'too-old';

export type PressAnswer =
	{ id: string; taken: true } | { id: string; taken: false; reason: PressFault };

/** A phone that was in a drawer for longer tells nothing that anybody still needs. */
const OLDEST_MS = 7 * 86_400_000;

const Sent = v.object({
	id: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/)),
	pool: v.pipe(v.string(), v.maxLength(120)),
	kind: v.picklist(['step', 'recount', 'full', 'open']),
	step: v.optional(v.picklist([1, -1]), 1),
	counted: v.optional(
		v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))),
		null
	),
	pressedAt: v.pipe(v.number(), v.finite()),
	note: v.optional(v.pipe(v.string(), v.maxLength(200)), '')
});

/**
 * @param now the building's clock: a phone's that runs ahead is held to it.
 * @returns a refusal's detail is the press's id, as far as it has one
 */
export function readPress(
	sent: unknown,
	now: number,
	hasPool: (pool: string) => boolean
): Result<Press, PressFault> {
	const parsed = v.safeParse(Sent, sent);
	if (!parsed.success || (parsed.output.kind === 'recount' && parsed.output.counted === null)) {
		return refuse('unreadable', idOf(sent));
	}
	const press = { ...parsed.output, pressedAt: Math.min(now, Math.round(parsed.output.pressedAt)) };
	if (!hasPool(press.pool)) return refuse('unknown-place', press.id);
	if (press.pressedAt < now - OLDEST_MS) return refuse('too-old', press.id);
	return ok(press);
}

function idOf(sent: unknown): string {
	if (typeof sent !== 'object' || sent === null || !('id' in sent)) return '';
	return String(sent.id).slice(0, 64);
}
