/** Which room each device speaks for at a moment, by the building's dated placements. */
import { freshness } from '#lib/domain/freshness.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import type { Device, Placement } from '#floorplan/building.ts';
import type { LiveRow } from './wire.ts';

export class Places {
	/** Epoch ms UTC: from then on another placement holds; Infinity: none is announced. */
	readonly until: number;
	#devices: ReadonlyMap<string, Device>;
	/** Room key by device, then by channel; `''` for all channels without one of their own. */
	#rooms = new Map<string, Map<string, string>>();

	/** @param now epoch ms UTC: placements valid then are the ones that count. */
	constructor(devices: readonly Device[], placements: readonly Placement[], now: number) {
		this.#devices = new Map(devices.map((device) => [device.device, device]));
		let until = Infinity;
		for (const { device, channel, room, from, to } of placements) {
			if (from > now) until = Math.min(until, from);
			if (to !== null && to > now) until = Math.min(until, to);
			if (from > now || (to !== null && to <= now)) continue;
			const channels = this.#rooms.get(device) ?? new Map<string, string>();
			channels.set(channel, room);
			this.#rooms.set(device, channels);
		}
		this.until = until;
	}

	device(id: string): Device | undefined {
		return this.#devices.get(id);
	}

	/** The room a channel of a device stands in; null: in none. */
	roomOf(device: string, channel: string): string | null {
		const channels = this.#rooms.get(device);
		return channels?.get(channel) ?? channels?.get('') ?? null;
	}

	/** Keys of all rooms that a device stands in with any of its channels. */
	roomsOf(device: string): string[] {
		return [...new Set(this.#rooms.get(device)?.values())];
	}

	/** The devices that stand in a room, with any of their channels. */
	devicesIn(room: string): Pick<Device, 'device' | 'name'>[] {
		const found: Pick<Device, 'device' | 'name'>[] = [];
		for (const [id, channels] of this.#rooms) {
			if (![...channels.values()].includes(room)) continue;
			found.push(this.#devices.get(id) ?? { device: id, name: id });
		}
		return found;
	}

	/** Keys of the rooms in which any device stands. */
	monitoredRooms(): Set<string> {
		return new Set([...this.#rooms.values()].flatMap((channels) => [...channels.values()]));
	}

	/** How many of the placed devices have any live value, of how many. */
	coverage(rows: Iterable<LiveRow>, now: number): { reporting: number; expected: number } {
		const live = new Set<string>();
		for (const [device, , , , at] of rows) {
			if (live.has(device) || !this.#rooms.has(device)) continue;
			if (freshness(at, now, this.#devices.get(device)) === 'live') live.add(device);
		}
		return { reporting: live.size, expected: this.#rooms.size };
	}

	/**
	 * How many devices of each room have never reported and may measure this quantity: all,
	 * but for those whose family has been heard from without it.
	 */
	silentDevices(rows: Iterable<LiveRow>, metric: Metric): Map<string, number> {
		const heard = new Set<string>();
		const families = new Map<string, boolean>();
		for (const [device, , measured] of rows) {
			heard.add(device);
			const family = this.#family(device);
			families.set(family, families.get(family) === true || measured === metric);
		}
		const silent = new Map<string, number>();
		for (const [device, channels] of this.#rooms) {
			if (heard.has(device) || families.get(this.#family(device)) === false) continue;
			for (const room of new Set(channels.values())) silent.set(room, (silent.get(room) ?? 0) + 1);
		}
		return silent;
	}

	/** Make and model: what one of them measures, all do. A device unregistered is its own. */
	#family(device: string): string {
		const registered = this.#devices.get(device);
		return registered ? `${registered.brand}\u001f${registered.model}` : device;
	}
}

/** The places at any moment, made anew only when a placement begins or ends. */
export function placesAt(
	devices: readonly Device[],
	placements: readonly Placement[]
): (now: number) => Places {
	let from = Infinity;
	let places: Places | null = null;
	return (now) => {
		if (places === null || now < from || now >= places.until) {
			from = now;
			places = new Places(devices, placements, now);
		}
		return places;
	};
}
