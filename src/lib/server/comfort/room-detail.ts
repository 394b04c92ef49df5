/** What only a room's own page asks: every excursion, the other standards, the comfort indices. */
import { airCategory } from '../../domain/comfort/air-quality.ts';
import { classOf } from '../../domain/comfort/basis.ts';
import type { Excursion } from '../../domain/comfort/excursions.ts';
import { judgeQuantity, type Track } from '../../domain/comfort/judgement.ts';
import { thermalVote } from '../../domain/comfort/pmv.ts';
import type { ServiceSlots } from '../../domain/comfort/service-slots.ts';
import { emptyTally, type Tally } from '../../domain/comfort/tally.ts';
import type { Metric } from '../../domain/metrics.ts';
import { inService, type Judging } from './judge-rooms.ts';
import { inSlots, type Grid } from './room-tracks.ts';
import type { ClassTally, RoomDetail, RoomQuestion } from './questions.ts';

/** Above this mould grows where air stands (WHO guidelines for dampness and mould, 2009). */
const DAMP_PERCENT = 80;
const SLOTS_AN_HOUR = 4;
const DAY_SLOTS = 96;
/** A year of excursions of the worst room is read in part. */
const MOST_EXCURSIONS = 500;

export function roomDetail(
	judging: Judging,
	room: RoomQuestion,
	found: {
		tracks: ReadonlyMap<Metric, readonly Track[]>;
		excursions: readonly Excursion[];
		people: Float64Array | null;
	}
): RoomDetail {
	const { slots, grid, question } = judging;
	const { tracks, excursions } = found;
	const mean = (metric: Metric) => meanOf(slots, grid, tracks.get(metric) ?? []);
	const [temperature, humidity, co2] = [mean('temperature'), mean('humidity'), mean('co2')];
	const { metabolicRate, clothing, airSpeed, radiantOffset } = room.assumptions;
	return {
		excursions: excursions.toSorted((a, b) => a.from - b.from).slice(-MOST_EXCURSIONS),
		others: room.others.flatMap((limit) => {
			const whole = tracks.get(limit.metric);
			if (whole === undefined) return [];
			const own = inService(slots, grid, whole, [limit]);
			const quantity = { metric: limit.metric, limits: [limit], tracks: own };
			const { states, limits } = judgeQuantity(slots, quantity);
			if (limits.every((one) => one === null)) return [];
			return [{ id: limit.id, tally: tallyOf(slots, states, limits) }];
		}),
		pmv: classes(slots, (n) => {
			const [air, damp] = [temperature[n] ?? NaN, humidity[n] ?? NaN];
			if (Number.isNaN(air) || Number.isNaN(damp)) return null;
			const vote = thermalVote({
				...{ airTemperature: air, radiantTemperature: air + radiantOffset, airSpeed },
				...{ humidity: damp, metabolicRate, clothing }
			});
			if (!vote.ok) return { refused: vote.detail.split(' ').slice(0, 2).join(' ') };
			const { pmv } = vote.value;
			return { value: pmv, name: classOf(question.pmv, Math.abs(pmv)) ?? '' };
		}),
		air: classes(slots, (n) => {
			const inside = co2[n] ?? NaN;
			if (Number.isNaN(inside)) return null;
			const air = airCategory(inside, question.outdoorCo2, question.air);
			if (!air.ok) return { refused: air.detail.split(' ')[0] ?? '' };
			return { value: air.value.above, name: air.value.category ?? '' };
		}),
		course: courseOf(slots, found.people),
		damp: dampHours(tracks.get('humidity') ?? [])
	};
}

/** Of the days on which a limit holds. */
export function tallyOf(
	slots: ServiceSlots,
	states: Uint8Array,
	limits: readonly (object | null)[]
): Tally {
	const tally = emptyTally();
	for (const [n, state] of states.entries()) {
		if (limits[slots.day[n] ?? 0] === null) continue;
		const ms = slots.serviceMs[n] ?? 0;
		tally.serviceMs += ms;
		if (state !== 0) tally.knownMs += ms;
		if (state === 1) tally.withinMs += ms;
	}
	return tally;
}

/** The mean of the room's sensors by slot: what a person in the middle of it meets. */
function meanOf(slots: ServiceSlots, grid: Grid, tracks: readonly Track[]): Float64Array {
	const own = tracks.map(({ values }) => inSlots(slots, grid, values));
	return slots.starts.map((_, n) => {
		const known = own.map((values) => values[n] ?? NaN).filter((value) => !Number.isNaN(value));
		return known.reduce((sum, value) => sum + value, 0) / known.length;
	});
}

type Classed = { value: number; name: string } | { refused: string } | null;

function classes(slots: ServiceSlots, of: (slot: number) => Classed): ClassTally {
	const tally: ClassTally = { ms: {}, knownMs: 0, refusedMs: {}, mean: null };
	let sum = 0;
	for (const [n, ms] of slots.serviceMs.entries()) {
		const classed = of(n);
		if (classed === null) continue;
		if ('refused' in classed) {
			tally.refusedMs[classed.refused] = (tally.refusedMs[classed.refused] ?? 0) + ms;
			continue;
		}
		tally.ms[classed.name] = (tally.ms[classed.name] ?? 0) + ms;
		tally.knownMs += ms;
		sum += classed.value * ms;
	}
	if (tally.knownMs > 0) tally.mean = sum / tally.knownMs;
	return tally;
}

/** Of all hours, not only of service: mould does not keep them. The dampest sensor counts. */
function dampHours(tracks: readonly Track[]): RoomDetail['damp'] {
	let [above, known] = [0, 0];
	const length = tracks[0]?.values.length ?? 0;
	for (let n = DAY_SLOTS; n < length; n++) {
		const values = tracks.map(({ values: own }) => own[n] ?? NaN).filter((v) => !Number.isNaN(v));
		if (values.length === 0) continue;
		known += 1;
		if (Math.max(...values) > DAMP_PERCENT) above += 1;
	}
	return { hours: above / SLOTS_AN_HOUR, knownHours: known / SLOTS_AN_HOUR };
}

/** A screen has no room for more. */
const MOST_POINTS = 500;

function courseOf({ starts }: ServiceSlots, people: Float64Array | null): [number, number][] {
	if (people === null) return [];
	const width = Math.max(1, Math.ceil(starts.length / MOST_POINTS));
	const points: [number, number][] = [];
	for (let n = 0; n < starts.length; n += width) {
		const known = [...people.subarray(n, n + width)].filter((one) => !Number.isNaN(one));
		if (known.length === 0) continue;
		points.push([starts[n] ?? 0, known.reduce((sum, one) => sum + one, 0) / known.length]);
	}
	return points;
}
