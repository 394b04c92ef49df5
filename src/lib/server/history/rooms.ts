/** Which sensors a question is about, and when each of them hung where it asks: the plan's dated placements. */
import type { Building, Placement } from '#floorplan/building.ts';
import type { HistoryQuery, SensorQuery } from '../../domain/rollups/history-answer.ts';
import type { Span } from '../../domain/rollups/intervals.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';

/** What the history must know of a building. */
export type HistoryBuilding = Pick<
	Building,
	'timeZone' | 'levels' | 'devices' | 'placements' | 'calendar'
>;

/** A device's part in one room or one series; plain data. */
export interface PlacedDevice {
	device: string;
	/** When all of its channels counted, but those that had a place of their own. */
	whole: Span[];
	/** When a channel counted, by name. */
	channels: Record<string, Span[]>;
	/** When a channel had a place of its own, wherever that was. */
	elsewhere: Record<string, Span[]>;
	/** Longest it is silent when healthy, ms; null: not known, or it speaks only on change. */
	intervalMs: number | null;
	/** It speaks only when something changes: its mean is one over time. */
	eventOnly: boolean;
}

export interface Group {
	/** As the answer names it. */
	key: string;
	devices: PlacedDevice[];
}

const EVER: Span = { from: -Infinity, to: Infinity };

/** The rooms and devices of a question, in the order asked. */
export function groupsOf(
	building: HistoryBuilding,
	{ rooms = [], devices = [] }: Pick<HistoryQuery, 'rooms' | 'devices'>
): Result<Group[], 'no-such-room'> {
	const known = new Set(building.levels.flatMap((level) => level.rooms.map(({ key }) => key)));
	const missing = rooms.find((key) => !known.has(key));
	if (missing !== undefined) {
		return refuse('no-such-room', `the building has no room "${missing}"`);
	}
	const byDevice = Map.groupBy(building.placements, ({ device }) => device);
	const about = aboutDevices(building);
	const inRoom = Map.groupBy(building.placements, ({ room }) => room);
	return ok([
		...rooms.map((key) => {
			const names = new Set((inRoom.get(key) ?? []).map(({ device }) => device));
			return {
				key,
				devices: [...names].map((device) => ({
					...placed(device, byDevice.get(device) ?? [], ({ room }) => room === key),
					...about(device)
				}))
			};
		}),
		...devices.map((asked) => ({ key: keyOf(asked), devices: [anywhere(asked, about)] }))
	]);
}

function keyOf({ device, channel }: SensorQuery): string {
	return channel === undefined ? device : `${device}|${channel}`;
}

type About = (device: string) => Pick<PlacedDevice, 'intervalMs' | 'eventOnly'>;

function aboutDevices({ devices }: HistoryBuilding): About {
	const known = new Map(devices.map((device) => [device.device, device]));
	return (name) => {
		const { intervalMs = null, eventOnly = false } = known.get(name) ?? {};
		return { intervalMs: eventOnly ? null : intervalMs, eventOnly };
	};
}

function anywhere({ device, channel }: SensorQuery, about: About): PlacedDevice {
	const channels = channel === undefined ? {} : { [channel]: [EVER] };
	const whole = channel === undefined ? [EVER] : [];
	return { device, whole, channels, elsewhere: {}, ...about(device) };
}

function placed(
	device: string,
	placements: readonly Placement[],
	isHere: (placement: Placement) => boolean
): Pick<PlacedDevice, 'device' | 'whole' | 'channels' | 'elsewhere'> {
	const part: Pick<PlacedDevice, 'device' | 'whole' | 'channels' | 'elsewhere'> = {
		...{ device, whole: [], channels: {}, elsewhere: {} }
	};
	for (const placement of placements) {
		const span = { from: placement.from, to: placement.to ?? Infinity };
		const here = isHere(placement);
		if (placement.channel === '') {
			if (here) part.whole.push(span);
			continue;
		}
		(part.elsewhere[placement.channel] ??= []).push(span);
		if (here) (part.channels[placement.channel] ??= []).push(span);
	}
	return part;
}
