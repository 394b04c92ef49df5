/** How many people a room is meant for. */

/** m² of net floor a person: the planning figure for halls where people stand and wait. */
export const NET_AREA_PER_PERSON = 1.4;

/** From this share of the capacity on, a room is nearly full. */
export const NEARLY_FULL = 0.85;

/**
 * Whole persons: the net area (m²) at 1.4 m² each, or the seats where there are any and they
 * are fewer.
 */
export function capacityOf({ area, seats }: { area: number; seats?: number | undefined }): number {
	const standing = Math.floor(area / NET_AREA_PER_PERSON);
	return seats === undefined || seats === 0 ? standing : Math.min(standing, seats);
}
