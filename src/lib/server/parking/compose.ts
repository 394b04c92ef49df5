/** The picture of one instant, put together from what bays and gates say, what officers have noted and what is held. */
import type { Building } from '#floorplan/building.ts';
import type { ServiceClock } from '../../domain/calendar-day.ts';
import type { BayDoubt } from '../../domain/parking/bay-doubt.ts';
import {
	correctionAt,
	RECOUNT_COVERS_MS,
	type PoolCorrection
} from '../../domain/parking/ledger.ts';
import {
	CLASSES,
	type Basis,
	type BayPicture,
	type ParkingPicture,
	type PlacesNow,
	type PoolPicture,
	type ZonePicture
} from '../../domain/parking/picture.ts';
import { poolNow, sumPools, type PoolCount, type PoolNow } from '../../domain/parking/pool.ts';
import { bayWord, countBayPool, countGateArea, newestOf, type BayWord } from './count.ts';
import type { Hold, NotedEntry } from './ledger-store.ts';
import type { ParkingPast } from './past.ts';
import type { Places, PoolPlace } from './places.ts';

export interface Facts {
	building: Building;
	places: Places;
	past: ParkingPast;
	service: ServiceClock;
	/** Pressed since the day began. */
	entries: readonly NotedEntry[];
	holds: readonly Hold[];
	doubts: ReadonlyMap<string, BayDoubt>;
	now: number;
}

type Part = Omit<ParkingPicture, 'classes' | 'dataAt' | 'flowing' | 'simulated'> & {
	classes: (PlacesNow & { class: ParkingPicture['classes'][number]['class'] })[];
};

interface PoolState extends PoolPicture {
	now: PoolNow | null;
}

export function compose(facts: Facts): Part {
	const { places, past, service, doubts, holds, now } = facts;
	const words = new Map(
		places.bays.map((watched) => [watched.bay.key, bayWord(watched, past.bay(watched), now)])
	);
	const held = new Map(holds.map((hold) => [hold.place, hold]));
	const pools = places.pools.map((pool) => poolState(facts, pool, words, held));
	const bays = places.bays.map((watched): BayPicture => {
		const { bay, metres } = watched;
		const word = words.get(bay.key);
		const doubt = doubts.get(bay.key) ?? null;
		return {
			...{ bay: bay.key, number: bay.number, zone: bay.zone, class: bay.class },
			state: held.get(bay.key)?.kind ?? stateOf(word, doubt),
			at: word?.at ?? null,
			since: sinceOf(word),
			metres: metres === null ? null : Math.round(metres),
			doubt
		};
	});
	const state = service.stateAt(now);
	return {
		at: now,
		service: {
			open: state.state !== 'closed',
			until: state.state === 'closed' ? null : state.until,
			opensAt: state.state === 'closed' ? state.opensAt : null
		},
		classes: CLASSES.flatMap((kind) => {
			const own = pools.filter((pool) => pool.class === kind);
			return own.length === 0 ? [] : [{ class: kind, ...together(own) }];
		}),
		zones: zonesOf(facts, pools, words, held),
		pools: pools.map(({ now: _now, ...pool }) => pool),
		bays,
		nearest: nearestOf(bays, places)
	};
}

function stateOf(word: BayWord | undefined, doubt: BayDoubt | null): BayPicture['state'] {
	if (doubt !== null || word === undefined || word.taken === null) return 'unknown';
	return word.taken ? 'taken' : 'free';
}

/** When the bay last changed. */
function sinceOf(word: BayWord | undefined): number | null {
	const readings = word?.readings ?? [];
	for (let n = readings.length - 1; n > 0; n--) {
		if (readings[n]?.taken !== readings[n - 1]?.taken) return readings[n]?.at ?? null;
	}
	return readings[0]?.at ?? null;
}

function correctionOf({ entries, service, now }: Facts, pool: string): PoolCorrection {
	const day = service.dayOf(now);
	return correctionAt(entries, pool, now, day.from, service.spansOf(day).at(-1)?.to ?? null);
}

function poolState(
	facts: Facts,
	pool: PoolPlace,
	words: ReadonlyMap<string, BayWord>,
	held: ReadonlyMap<string, Hold>
): PoolState {
	const { now, doubts } = facts;
	const correction = correctionOf(facts, pool.pool);
	const areaHold = pool.area === null ? undefined : held.get(pool.area.key);
	const open = pool.bays.filter(({ bay }) => !held.has(bay.key));
	const kinds = pool.bays.flatMap(({ bay }) => held.get(bay.key)?.kind ?? []);
	const told = countOf(facts, pool, words, held);
	const count =
		told !== null && 'partial' in told && told.partial && correction.recountedAt === null
			? null
			: told;
	const heldPlaces = Math.min(pool.places, kinds.length + (areaHold?.places ?? 0));
	const withSensors =
		pool.area === null ? open.some(({ sensor }) => sensor !== null) : count !== null;
	const counted = withSensors
		? correction.recountedAt !== null && now - correction.recountedAt < RECOUNT_COVERS_MS
		: correction.at !== null;
	const places = poolNow({
		...{ places: pool.places, held: heldPlaces, count, correction: correction.change, counted }
	});
	const heard = open.flatMap(({ bay }) => words.get(bay.key) ?? []);
	const reporting =
		pool.area === null
			? heard.filter(({ taken, watched }) => taken !== null && !doubts.has(watched.bay.key)).length
			: Number(count !== null);
	const bySensor = pool.area === null ? 'sensors' : 'gate';
	const basis: Basis =
		count === null ? (counted ? 'officer' : 'none') : correction.at === null ? bySensor : 'mixed';
	const of = (kind: Hold['kind']) =>
		kinds.filter((one) => one === kind).length + (areaHold?.kind === kind ? areaHold.places : 0);
	return {
		pool: pool.pool,
		class: pool.class,
		name: pool.area?.name ?? null,
		correction: correction.change,
		recountedAt: correction.recountedAt,
		now: places,
		...shown(places, pool.places - heldPlaces, correction.fullSince),
		...{ closed: of('closed'), reserved: of('reserved') },
		reporting,
		expected: pool.area === null ? open.length : Number(pool.area.countedBy !== null),
		basis,
		fullSince: correction.fullSince,
		at: newest(
			pool.area === null ? heard.map(({ at }) => at) : [gateAt(facts, pool)],
			correction.at
		)
	};
}

function countOf(
	{ past, service, doubts, now, building }: Facts,
	pool: PoolPlace,
	words: ReadonlyMap<string, BayWord>,
	held: ReadonlyMap<string, Hold>
): PoolCount | (PoolCount & { partial: boolean }) | null {
	if (pool.area === null) {
		const open = pool.bays.filter(({ bay }) => !held.has(bay.key));
		return countBayPool(
			open.flatMap(({ bay }) => words.get(bay.key) ?? []),
			new Set(doubts.keys()),
			now
		);
	}
	const { countedBy } = pool.area;
	if (countedBy === null) return null;
	const series = past.gate(countedBy);
	const device = building.devices.find((one) => one.device === countedBy.device);
	// A gate that went silent lets vehicles through uncounted: what it said is no longer so.
	const silent = now - newestOf(series, now) > 3 * (device?.intervalMs ?? 20 * 60_000);
	return silent ? null : countGateArea(series, service, now);
}

function gateAt({ past, now }: Facts, { area }: PoolPlace): number | null {
	if (!area?.countedBy) return null;
	const at = newestOf(past.gate(area.countedBy), now);
	return Number.isFinite(at) ? at : null;
}

function newest(times: readonly (number | null)[], and: number | null): number | null {
	const known = [...times, and].filter((at) => at !== null);
	return known.length === 0 ? null : Math.max(...known);
}

/** Declared full is full, whatever is counted. */
function shown(places: PoolNow | null, offered: number, fullSince: number | null) {
	const full = fullSince !== null;
	return {
		offered,
		free: full ? 0 : (places?.free ?? null),
		most: full ? 0 : (places?.most ?? null),
		taken: places?.taken ?? null,
		unknown: places?.unknown ?? offered
	};
}

function together(pools: readonly PoolState[]): PlacesNow {
	const sum = (of: (pool: PoolState) => number) => pools.reduce((all, one) => all + of(one), 0);
	const now = sumPools(
		pools.map((pool) => ({
			offered: pool.offered,
			now: pool.fullSince === null || pool.now === null ? pool.now : asFull(pool.now)
		}))
	);
	const bases = [...new Set(pools.map(({ basis }) => basis).filter((one) => one !== 'none'))];
	const full = pools.map(({ fullSince }) => fullSince).filter((at) => at !== null);
	return {
		offered: sum(({ offered }) => offered),
		closed: sum(({ closed }) => closed),
		reserved: sum(({ reserved }) => reserved),
		free: now?.free ?? null,
		most: now?.most ?? null,
		taken: now?.taken ?? null,
		unknown: now?.unknown ?? sum(({ offered }) => offered),
		reporting: sum(({ reporting }) => reporting),
		expected: sum(({ expected }) => expected),
		basis: bases.length === 0 ? 'none' : bases.length === 1 ? (bases[0] ?? 'none') : 'mixed',
		fullSince: full.length === pools.length ? Math.max(...full) : null,
		at: newest(
			pools.map(({ at }) => at),
			null
		)
	};
}

function asFull(now: PoolNow): PoolNow {
	return { ...now, free: 0, most: 0, likely: 0, unknown: 0, taken: now.offered };
}

/** Bays by zone and class, and areas: corrections are known of a class, not of one of its zones. */
function zonesOf(
	facts: Facts,
	pools: readonly PoolState[],
	words: ReadonlyMap<string, BayWord>,
	held: ReadonlyMap<string, Hold>
): ZonePicture[] {
	const { places, doubts, now } = facts;
	const groups = Map.groupBy(places.bays, ({ bay }) => `${bay.zone} ${bay.class}`);
	const ofBays = [...groups.values()].flatMap((own): ZonePicture[] => {
		const [first] = own;
		if (first === undefined) return [];
		const { zone, class: kind } = first.bay;
		const pool = pools.find((one) => one.pool === kind);
		const open = own.filter(({ bay }) => !held.has(bay.key));
		const heard = open.flatMap(({ bay }) => words.get(bay.key) ?? []);
		const count = countBayPool(heard, new Set(doubts.keys()), now);
		const zoneNow = poolNow({
			...{ places: own.length, held: own.length - open.length, count, correction: 0 },
			counted: false
		});
		const full = pool?.fullSince ?? null;
		const of = (wanted: Hold['kind']) =>
			own.filter(({ bay }) => held.get(bay.key)?.kind === wanted).length;
		return [
			{
				...{ zone, class: kind, name: places.zoneName(zone) },
				...shown(zoneNow, open.length, full),
				...{ closed: of('closed'), reserved: of('reserved') },
				reporting: open.length - (zoneNow?.unknown ?? open.length),
				expected: open.length,
				basis: count === null ? 'none' : 'sensors',
				fullSince: full,
				at: newest(
					heard.map(({ at }) => at),
					null
				)
			}
		];
	});
	const ofAreas = pools.flatMap((pool): ZonePicture[] => {
		const { area } = places.pools.find((one) => one.pool === pool.pool) ?? { area: null };
		if (area === null) return [];
		const { now: _now, pool: _pool, correction: _c, recountedAt: _r, ...rest } = pool;
		return [{ ...rest, zone: area.zone, name: area.name }];
	});
	return [...ofBays, ...ofAreas];
}

function nearestOf(bays: readonly BayPicture[], places: Places): ParkingPicture['nearest'] {
	return (['car', 'disabled'] as const).flatMap((kind) => {
		const [first] = bays
			.filter((bay) => bay.class === kind && bay.state === 'free' && bay.metres !== null)
			.toSorted((a, b) => (a.metres ?? 0) - (b.metres ?? 0) || a.number - b.number);
		if (first === undefined) return [];
		return [
			{
				...{ class: kind, number: first.number, zone: places.zoneName(first.zone) },
				metres: first.metres ?? 0
			}
		];
	});
}
