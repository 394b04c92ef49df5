/** A building's devices as the simulator takes them: each in the room where it is placed now. */
import type { Building } from '#floorplan/building.ts';
import type { SimulatedDevice } from './simulator.ts';

const USUAL_INTERVAL_MS = 10 * 60_000;

/** A device without a place feels the air of a corridor; one without an interval reports every 10 min. */
export function placedDevices(
	{ levels, devices, placements }: Building,
	nowMs: number
): SimulatedDevice[] {
	const rooms = new Map(levels.flatMap((level) => level.rooms.map((room) => [room.key, room])));
	const now = placements.filter(({ from, to }) => from <= nowMs && (to === null || nowMs < to));
	return devices.map(({ device, name, network, brand, model, intervalMs }) => {
		const key = now.find((placement) => placement.device === device)?.room ?? '';
		const room = { key, type: rooms.get(key)?.type ?? 'corridor' };
		return {
			device,
			name,
			network,
			brand,
			model,
			intervalMs: intervalMs ?? USUAL_INTERVAL_MS,
			room
		};
	});
}
