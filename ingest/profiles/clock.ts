/** Times that a codec writes into its object: only such as name one instant. */
import { parseInstant } from '#lib/domain/calendar.ts';

/** Epoch ms UTC of an ISO 8601 time with an offset; null for everything else. */
export function instant(raw: unknown): number | null {
	return typeof raw === 'string' ? parseInstant(raw) : null;
}

/** The same, and epoch seconds or milliseconds of this century as well. */
export function instantOrEpoch(raw: unknown): number | null {
	if (typeof raw !== 'number') return instant(raw);
	return raw > 1e12 ? raw : raw > 1e9 ? raw * 1000 : null;
}
