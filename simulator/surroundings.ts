/** What a device feels at its place and time, each quantity worked out when it is asked for. */
import type { RoomType } from '#floorplan/building.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { DAY, MINUTE, SECOND } from './building-clock.ts';
import type { Surroundings } from './codecs/codec.ts';
import type { SimulatedDevice } from './devices.ts';
import { signalOf } from './envelopes/index.ts';
import { driftAt } from './faults.ts';
import { bayAt } from './bays.ts';
import { drawFor, wander } from './random.ts';
import { plantRuns } from './service-calendar.ts';
import type { World } from './world.ts';

/** lx of lamps, and the share of outdoor light that comes in. */
const LIGHT: Record<RoomType, { lamps: number; daylight: number }> = {
	work: { lamps: 330, daylight: 0.002 },
	waiting: { lamps: 290, daylight: 0.003 },
	lobby: { lamps: 250, daylight: 0.008 },
	corridor: { lamps: 150, daylight: 0.002 },
	service: { lamps: 160, daylight: 0.001 },
	prayer: { lamps: 200, daylight: 0.003 },
	child: { lamps: 280, daylight: 0.005 },
	server: { lamps: 10, daylight: 0 },
	outdoor: { lamps: 5, daylight: 1 },
	void: { lamps: 150, daylight: 0.006 }
};
const FULL_SUN_LX = 65_000;
/** A movement is remembered this long. */
const REMEMBERED = 3;

/**
 * @param since from when on its interval counts, epoch ms UTC.
 * @param changed the report is sent because its bay has just changed.
 */
export function surroundingsOf(
	world: World,
	seed: number,
	one: SimulatedDevice,
	at: number,
	since: number,
	changed: boolean
): Surroundings {
	const { device, room } = one;
	const { clock, counting, people } = world;
	const day = clock.dayOf(at);
	const time = at - clock.startOf(day);
	// A sensor is never exact: its own error stays with it, and another comes and goes.
	const bias = (what: string) => drawFor(seed, device, what) * 2 - 1;
	const noise = (what: string, period: number) => wander(at, period, seed, device, what);
	const shared = (what: string, period: number) => wander(at, period, seed, room, what);
	const inRoom = () => people.day(day).inRoom(room)?.[Math.floor(time / MINUTE)] ?? 0;
	const air = once(() => world.air.at(room, at));
	const weather = once(() => world.weather(at));
	const now = once(() => counting.total(device, at));
	const before = once(() => counting.total(device, since));
	const bay = once(() => bayAt(world, device, at));
	const percent = Math.max(5, 62 + 38 * drawFor(seed, device, 'battery') - 0.02 * (day % 365));
	const signal = once(() => signalOf(seed, device, at));

	const values = {
		get temperature() {
			const drafts = 0.25 * shared('drafts', 45 * MINUTE) + 0.05 * noise('°C', 20 * SECOND);
			return air().temperature + 0.2 * bias('temperature') + drafts;
		},
		get humidity() {
			const value = air().humidity + 1.2 * bias('humidity') + 1.2 * shared('damp', 30 * MINUTE);
			return Math.min(99, Math.max(5, value));
		},
		get co2() {
			const error =
				15 * bias('co2') + 6 * noise('ppm', 4 * MINUTE) + driftAt(world.faults, device, at);
			return Math.max(400, air().co2 + error);
		},
		get co2_estimate() {
			return this.co2;
		},
		get illuminance() {
			const { lamps, daylight } = LIGHT[one.roomType];
			const on = plantRuns(world.service(day), time) ? 1 : 0.01;
			const sun = FULL_SUN_LX * weather().sun * daylight;
			return lamps * on * (1 + 0.06 * bias('lux')) + sun * (1 + 0.2 * bias('window'));
		},
		get sound() {
			return 38 + 15 * Math.log10(1 + inRoom()) + 2 * noise('dB', 2 * MINUTE);
		},
		get tvoc_ppb() {
			return Math.max(0, 110 + 0.25 * (air().co2 - 420) + 25 * shared('tvoc', 15 * MINUTE));
		},
		get tvoc() {
			return 2.3 * this.tvoc_ppb;
		},
		get pm2_5() {
			return 16 + 5 * wander(at, DAY / 8, seed, 'pm2_5') + 2 * noise('pm2_5', 20 * MINUTE);
		},
		get pm10() {
			return 1.6 * this.pm2_5;
		},
		get pressure() {
			return weather().pressure + 0.3 * bias('pressure');
		},
		get presence() {
			const minutes = people.day(day).inRoom(room);
			const minute = Math.floor(time / MINUTE);
			const recent = minutes?.subarray(Math.max(0, minute - REMEMBERED), minute + 1) ?? [];
			return recent.some((count) => count > 0) ? 1 : 0;
		},
		get occupied() {
			return bay().occupied ? 1 : 0;
		},
		get count_in() {
			return now().in - before().in;
		},
		get count_out() {
			return now().out - before().out;
		},
		get count_in_total() {
			return now().in;
		},
		get count_out_total() {
			return now().out;
		},
		get people_count() {
			return inRoom();
		},
		battery: percent,
		battery_voltage: 2.7 + 0.9 * (percent / 100) + 0.01 * bias('volts'),
		get rssi() {
			return signal().rssi;
		},
		get snr() {
			return signal().snr;
		},
		get device_temperature() {
			const outdoors = one.roomType === 'outdoor';
			return outdoors ? weather().temperature + 8 * weather().sun : air().temperature + 3;
		}
	} satisfies Record<Metric, number>;
	return {
		values,
		changed,
		get secondsBefore() {
			return bay().secondsBefore;
		}
	};
}

function once<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}
