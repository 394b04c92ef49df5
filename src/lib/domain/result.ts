/** The answer of a step that may refuse: a value, or one word of a closed set and a sentence. */

export type Result<T, Reason extends string> =
	{ ok: true; value: T } | { ok: false; reason: Reason; detail: string };

export function ok<T>(value: T): { ok: true; value: T } {
	return { ok: true, value };
}

export function refuse<Reason extends string>(
	reason: Reason,
	detail: string
): { ok: false; reason: Reason; detail: string } {
	return { ok: false, reason, detail };
}
