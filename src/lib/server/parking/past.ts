/** The last weeks of every bay and gate, read from the store in one go and carried on from what arrives. */
import type { Building } from '#floorplan/building.ts';
import type { BayReading } from '../../domain/parking/bay-record.ts';
import type { GatePoint, GateSeries } from '../../domain/parking/gate-count.ts';
import type { LiveRow } from '../../domain/live-events.ts';
import type { Metric } from '../../domain/metrics.ts';
import { seriesId, type SeriesKey } from '../../domain/reading.ts';
import type { History } from '../history/history.ts';
import type { Places, WatchedBay } from './places.ts';

const DAY_MS = 86_400_000;
/** Enough for the season's habits, and for a forecast's three weeks several times over. */
export const PAST_MS = 75 * DAY_MS;
/** A reading every two minutes for all that time; more than any bay sensor sends. */
const MOST_READINGS = 60_000;
/** Of a gate's counter the past is read in steps, today as it came. */
const GATE_STEP_MS = 15 * 60_000;
const TODAY_MS = 2 * DAY_MS;
/** A new battery shows as a jump: so many points, or so many volts. */
const RENEWED = { battery: 25, battery_voltage: 0.4 } as const;

const GATE_METRICS = {
	count_in_total: { way: 'in', kind: 'total' },
	count_out_total: { way: 'out', kind: 'total' },
	count_in: { way: 'in', kind: 'increment' },
	count_out: { way: 'out', kind: 'increment' }
} as const satisfies Partial<Record<Metric, Pick<GateSeries, 'way' | 'kind'>>>;

type GateMetric = keyof typeof GATE_METRICS;

/** A series that is carried on: its points in order of time, the newest last. */
class Kept {
	readonly points: GatePoint[];

	constructor(points: readonly GatePoint[]) {
		this.points = [...points];
	}

	add(at: number, value: number): boolean {
		const last = this.points.at(-1);
		if (last !== undefined && at <= last.at) return false;
		this.points.push({ at, value });
		return true;
	}
}

export class ParkingPast {
	#kept = new Map<string, Kept>();
	/** Asked for every second, and seldom new. */
	#bays = new Map<
		string,
		{ points: readonly GatePoint[]; count: number; from: number; readings: readonly BayReading[] }
	>();
	/** When each bay's sensor was renewed, by bay. */
	#renewed = new Map<string, number>();
	/** The store has been read: until then only what arrived since the start is known. */
	loaded = false;

	/**
	 * @param rows the newest values: a counter's lines are known by what it reports.
	 * @throws {StoreUnavailable}
	 */
	async load(
		history: History,
		building: Building,
		places: Places,
		rows: readonly LiveRow[],
		now: number
	): Promise<void> {
		const span = { from: now - PAST_MS, to: now + 1 };
		const bays = places.bays.filter(({ sensor }) => sensor !== null);
		const occupied = bays.map((bay) => keyOf(bay, 'occupied'));
		const found = await history.range(occupied, span, MOST_READINGS);
		const gates = gateKeys(building, places, rows);
		const steps = await history.aggregate(gates, { ...span, to: now - TODAY_MS }, GATE_STEP_MS);
		const recent = await history.range(gates, { from: now - TODAY_MS, to: span.to }, MOST_READINGS);
		await this.#findRenewed(history, bays, now);
		const kept = new Map<string, Kept>();
		occupied.forEach((key, n) => kept.set(seriesId(key), new Kept(found[n] ?? [])));
		gates.forEach((key, n) => {
			const total = GATE_METRICS[key.metric].kind === 'total';
			const before = (steps[n] ?? []).map(({ start, sum, last }) => ({
				...{ at: start + GATE_STEP_MS - 1, value: total ? last : sum }
			}));
			kept.set(seriesId(key), new Kept([...before, ...(recent[n] ?? [])]));
		});
		// What arrived while the store was read is not in its answer yet.
		for (const [id, { points }] of this.#kept) {
			const own = kept.get(id);
			for (const { at, value } of points) own?.add(at, value);
		}
		this.#kept = kept;
		this.loaded = true;
	}

	async #findRenewed(history: History, bays: readonly WatchedBay[], now: number): Promise<void> {
		const metrics = Object.keys(RENEWED) as (keyof typeof RENEWED)[];
		const keys = bays.flatMap((bay) => metrics.map((metric) => ({ bay, ...keyOf(bay, metric) })));
		const daily = await history.aggregate(keys, { from: now - PAST_MS, to: now }, DAY_MS);
		this.#renewed.clear();
		keys.forEach(({ bay, metric }, n) => {
			const jump = RENEWED[metric as keyof typeof RENEWED];
			(daily[n] ?? []).forEach(({ start, max, last }, i, all) => {
				const before = all[i - 1];
				const risen = before !== undefined && Math.max(max, last) - before.last >= jump;
				if (risen) this.#renewed.set(bay.bay.key, start);
			});
		});
		for (const { bay, sensor } of bays) {
			if (sensor && sensor.from > now - PAST_MS) this.#renewed.set(bay.key, sensor.from);
		}
	}

	/** Takes in the newest values. @returns whether any was new */
	take(rows: readonly LiveRow[]): boolean {
		let news = false;
		for (const [device, channel, metric, value, at] of rows) {
			if (metric !== 'occupied' && !isGateMetric(metric)) continue;
			const id = seriesId({ device, channel, metric });
			let kept = this.#kept.get(id);
			if (kept === undefined) this.#kept.set(id, (kept = new Kept([])));
			news = kept.add(at, value) || news;
		}
		return news;
	}

	/** The readings of the sensor that watches the bay now, in order of time. */
	bay(bay: WatchedBay): readonly BayReading[] {
		if (bay.sensor === null) return [];
		const points = this.#kept.get(seriesId(keyOf(bay, 'occupied')))?.points ?? [];
		const { from } = bay.sensor;
		const known = this.#bays.get(bay.bay.key);
		if (known?.points === points && known.count === points.length && known.from === from) {
			return known.readings;
		}
		const readings = points
			.filter(({ at }) => at >= from)
			.map(({ at, value }) => ({ at, taken: value === 1 }));
		this.#bays.set(bay.bay.key, { points, count: points.length, from, readings });
		return readings;
	}

	renewedAt(bay: WatchedBay): number | null {
		return this.#renewed.get(bay.bay.key) ?? null;
	}

	/** All lines of a counter, or the one named. */
	gate(countedBy: { device: string; channel: string }): GateSeries[] {
		return [...this.#kept].flatMap(([id, { points }]) => {
			const [device, channel = '', metric = ''] = id.split('\u001f');
			const own = device === countedBy.device && isGateMetric(metric);
			if (!own || (countedBy.channel !== '' && countedBy.channel !== channel)) return [];
			return [{ ...GATE_METRICS[metric], points }];
		});
	}
}

function isGateMetric(metric: string): metric is GateMetric {
	return Object.hasOwn(GATE_METRICS, metric);
}

function keyOf<M extends Metric>({ sensor }: WatchedBay, metric: M) {
	return { device: sensor?.device ?? '', channel: sensor?.channel ?? '', metric };
}

/** Every series that a gate's counter may report. */
function gateKeys(
	building: Building,
	places: Places,
	rows: readonly LiveRow[]
): (SeriesKey & { metric: GateMetric })[] {
	const metrics = Object.keys(GATE_METRICS) as GateMetric[];
	return places.areas.flatMap(({ countedBy }) => {
		if (countedBy === null) return [];
		const channels = new Set([
			...(countedBy.channel === '' ? [''] : [countedBy.channel]),
			...building.placements
				.filter(({ device }) => device === countedBy.device && countedBy.channel === '')
				.map(({ channel }) => channel),
			...rows.flatMap(([device, channel]) => {
				return device === countedBy.device && countedBy.channel === '' ? [channel] : [];
			})
		]);
		return [...channels].flatMap((channel) =>
			metrics.map((metric) => ({ device: countedBy.device, channel, metric }))
		);
	});
}
