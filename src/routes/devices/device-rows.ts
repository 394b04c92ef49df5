/** What the page says of each device: of the register and of the air together, in the order of need. */
import { freshness } from '#lib/domain/freshness.ts';
import type { LiveRow } from '#lib/domain/live-events.ts';
import type { Words } from '#lib/domain/metrics.ts';
import type { DeviceActivity } from '#lib/domain/river-report.ts';
import type { Device } from '#floorplan/building.ts';
import type { Places } from '#lib/live/places.ts';

/**
 * `silent`: placed and overdue; `never`: placed and never heard; `unregistered`: heard and not in
 * the register; `active`; `on-change`: its silence says nothing; `unplaced`: registered, hung nowhere.
 */
export type DeviceState = 'silent' | 'never' | 'unregistered' | 'active' | 'on-change' | 'unplaced';

/** In the order of need. */
export const DEVICE_STATES: readonly DeviceState[] = [
	'silent',
	'never',
	'unregistered',
	'active',
	'on-change',
	'unplaced'
];

/** What a device last sent of itself. */
export interface Seen {
	/** Measuring time of its newest value, epoch ms UTC. */
	at: number;
	/** %; V; dBm; dB. */
	battery?: number;
	battery_voltage?: number;
	rssi?: number;
	snr?: number;
}

export interface DevicePlace {
	key: string;
	name: Words;
	level: Words;
	levelKey: string;
}

export interface DeviceRow {
	device: string;
	/** Its name in the register, else its number. */
	name: string;
	/** Brand and model; '' where it is not registered. */
	make: string;
	places: DevicePlace[];
	state: DeviceState;
	seen: Seen | null;
	batteryLow: boolean;
	/** By the register, ms. */
	intervalMs: number | null;
	eventOnly: boolean;
	/** null: not reported. */
	activity: DeviceActivity | null;
}

/** Lithium cells of LoRaWAN sensors fall steeply after this: weeks, not months, are left. */
const LOW_BATTERY = 20;

const OF_ITSELF = ['battery', 'battery_voltage', 'rssi', 'snr'] as const;

/** What each device last sent, from the newest values. */
export function lastSeen(rows: Iterable<LiveRow>): Map<string, Seen> {
	const seen = new Map<string, Seen>();
	for (const [device, , metric, value, at] of rows) {
		let one = seen.get(device);
		if (one === undefined) seen.set(device, (one = { at }));
		one.at = Math.max(one.at, at);
		const name = OF_ITSELF.find((own) => own === metric);
		if (name !== undefined) one[name] = value;
	}
	return seen;
}

export interface DeviceFacts {
	devices: readonly Device[];
	/** As they are now. */
	places: Places;
	rooms: ReadonlyMap<string, DevicePlace>;
	seen: ReadonlyMap<string, Seen>;
	activity: ReadonlyMap<string, DeviceActivity>;
	/** Epoch ms UTC. */
	now: number;
}

/** Every device of the register, and every one that was heard and is not in it. */
export function deviceRows({
	devices,
	places,
	rooms,
	seen,
	activity,
	now
}: DeviceFacts): DeviceRow[] {
	const registered = devices.map((device): DeviceRow => {
		const one = seen.get(device.device) ?? null;
		const stands = places.roomsOf(device.device);
		return {
			device: device.device,
			name: device.name,
			make: `${device.brand} ${device.model}`,
			places: stands.flatMap((key) => rooms.get(key) ?? []),
			state: stands.length === 0 ? 'unplaced' : stateOf(device, one, now),
			seen: one,
			batteryLow: (one?.battery ?? 100) < LOW_BATTERY,
			intervalMs: device.intervalMs ?? null,
			eventOnly: device.eventOnly === true,
			activity: activity.get(device.device) ?? null
		};
	});
	const known = new Set(devices.map(({ device }) => device));
	const heard = new Set([...seen.keys(), ...activity.keys()]);
	const strangers = [...heard]
		.filter((id) => !known.has(id))
		.map((device): DeviceRow => {
			const one = seen.get(device) ?? null;
			return {
				...{ device, name: device, make: '', places: [], state: 'unregistered', seen: one },
				batteryLow: (one?.battery ?? 100) < LOW_BATTERY,
				...{ intervalMs: null, eventOnly: false, activity: activity.get(device) ?? null }
			};
		});
	return [...registered, ...strangers];
}

function stateOf(device: Device, seen: Seen | null, now: number): DeviceState {
	if (seen === null) return 'never';
	const fresh = freshness(seen.at, now, device);
	if (fresh === 'live') return 'active';
	return fresh === 'stale' ? 'silent' : 'on-change';
}

/** Sorts what needs a person first: by state, then a low battery, then the name. */
export function byNeed(compareNames: (a: string, b: string) => number) {
	return (a: DeviceRow, b: DeviceRow): number =>
		DEVICE_STATES.indexOf(a.state) - DEVICE_STATES.indexOf(b.state) ||
		Number(b.batteryLow) - Number(a.batteryLow) ||
		compareNames(a.name, b.name);
}

export interface DeviceFilter {
	text: string;
	state: DeviceState | null;
	/** Key of a room. */
	room: string | null;
}

export function matches(row: DeviceRow, { text, state, room }: DeviceFilter): boolean {
	if (state !== null && row.state !== state) return false;
	if (room !== null && !row.places.some(({ key }) => key === room)) return false;
	const places = row.places.flatMap(({ name, level }) => [name.id, name.en, level.id, level.en]);
	const words = [row.name, row.device, row.make, ...places].join('\n').toLowerCase();
	const asked = text.toLowerCase().split(/\s+/);
	return asked.every((word) => words.includes(word));
}
