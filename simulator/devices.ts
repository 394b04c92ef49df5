/** A building's devices as the simulator takes them: each where it is placed at the time, with what it can say. */
import type { Building, Point, RoomType } from '#floorplan/building.ts';
import { codecOf } from './codecs/index.ts';
import type { Codec } from './codecs/codec.ts';
import { roomsOf } from './doors.ts';
import { ENVELOPES } from './envelopes/index.ts';
import type { Envelope } from './envelopes/report.ts';

export interface SimulatedDevice {
	/** The network's id: an EUI in lower-case hex, or a name. */
	device: string;
	name: string;
	network: string;
	brand: string;
	model: string;
	/** ms between reports when nothing changes. */
	intervalMs: number;
	/** Key of its room; a key that no room has is outdoors. */
	room: string;
	roomType: RoomType;
	level: string;
	at: Point;
	codec: Codec;
	envelope: Envelope;
	/** Of the line that it counts. */
	channel: string;
	/** Key of the bay that it watches. */
	bay: string | undefined;
	/** The rooms between which it counts, where the plan says so. */
	line: { from: string; to: string } | undefined;
}

const USUAL_INTERVAL_MS = 10 * 60_000;

/**
 * Those that can be spoken for, and the others, as `brand model (network)`: no codec, no
 * network of ours, or no place. One without an interval reports every ten minutes.
 */
export function simulatedDevices(
	building: Building,
	nowMs: number
): { devices: SimulatedDevice[]; unknown: string[] } {
	const rooms = roomsOf(building);
	const placed = building.placements.filter(
		({ from, to }) => from <= nowMs && (to === null || nowMs < to)
	);
	const unknown = new Set<string>();
	const devices = building.devices.flatMap((registered): SimulatedDevice[] => {
		const { device, name, network, brand, model, intervalMs = USUAL_INTERVAL_MS } = registered;
		const codec = codecOf(brand, model);
		const envelope = Object.hasOwn(ENVELOPES, network) ? ENVELOPES[network] : undefined;
		const place = placed.find((placement) => placement.device === device);
		// LoRaWAN carries only what a codec decodes.
		const spoken = codec && (codec.frame || !['tts', 'chirpstack'].includes(network));
		if (!codec || !spoken || !envelope || !place) {
			unknown.add(`${brand} ${model} (${network})${spoken && !place ? ' without a place' : ''}`);
			return [];
		}
		const { room, level, at, bay, line } = place;
		const roomType = rooms.get(room)?.type ?? 'outdoor';
		const channel = place.channel || (codec.channel ?? '');
		return [
			{
				...{ device, name, network, brand, model, intervalMs },
				...{ room, roomType, level, at, codec, envelope, channel, bay, line }
			}
		];
	});
	return { devices, unknown: [...unknown] };
}
