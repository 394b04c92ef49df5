/** Which clocks are believed: floors for clocks that were never set, and the skew a right one may have. */

/** Gateways and servers without GPS or NTP drift; beyond this a time is wrong, not early. */
export const MAX_CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Floor of every clock that starts at a default when it has lost its time (1970, 2000, 2015):
 * Tasmota, Zigbee's last_seen, Shelly, Xovis, times inside a codec's object, and the servers of
 * The Things Stack and ChirpStack, which are younger than this. Below it is no time at all.
 */
export const CLOCK_FLOOR_MS = Date.UTC(2016, 0, 1);

/** Floor of times that a sender states in full (SenML, the plain form): uploaded history is believed. */
export const STATED_FLOOR_MS = Date.UTC(2001, 0, 1);

/** The time a device's own clock shows, whole ms; null where the clock is unset or runs ahead. */
export function deviceTime(at: number | null | undefined, receivedAt: number): number | null {
	if (typeof at !== 'number' || !(at >= CLOCK_FLOOR_MS)) return null;
	return at <= receivedAt + MAX_CLOCK_SKEW_MS ? Math.floor(at) : null;
}

/**
 * The first of a server's times, in order of precedence, that a set clock can have shown.
 * Where all that are set lie ahead, the first of these: it is refused later rather than
 * replaced, because then it is our clock that is likely to be wrong.
 */
export function serverTime(times: readonly (number | null)[], receivedAt: number): number | null {
	const set = times.filter((at) => at !== null && at >= CLOCK_FLOOR_MS);
	return set.find((at) => deviceTime(at, receivedAt) !== null) ?? set[0] ?? null;
}
