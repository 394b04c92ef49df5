/** The parking officer's desk: keeps the picture up to date, takes in presses, and tells who wants to know. */
import type { Building } from '#floorplan/building.ts';
import { ServiceClock } from '../../domain/calendar-day.ts';
import { daysAfter } from '../../domain/calendar.ts';
import { doubtfulBays, type BayDoubt } from '../../domain/parking/bay-doubt.ts';
import { takenAt } from '../../domain/parking/bay-record.ts';
import { passedGate } from '../../domain/parking/gate-count.ts';
import { CLASSES, type ParkingClass, type ParkingPicture } from '../../domain/parking/picture.ts';
import type { AppDb } from '../app-db/app-db.ts';
import type { History } from '../history/history.ts';
import type { Hub } from '../hub/hub.ts';
import type { Log } from '../log.ts';
import { compose, type Facts } from './compose.ts';
import { countGateArea } from './count.ts';
import { ClassCourse, type CourseSources } from './course.ts';
import { ParkingLedger, type NotedEntry } from './ledger-store.ts';
import { readPress, type Press, type PressAnswer } from './press.ts';
import { ParkingPast, PAST_MS } from './past.ts';
import { placesOf, type Places } from './places.ts';

export interface DeskDeps {
	building: () => Building;
	hub: Hub;
	history: History;
	db: AppDb;
	simulated: boolean;
	log: Log;
}

/** What a gate's count had left over at a day's end, when the area is taken to be empty. */
export interface Closing {
	area: string;
	name: { id: string; en: string };
	/** First instant of the day. */
	day: number;
	in: number;
	out: number;
}

/** Fresh enough for a page, and little work however many ask. */
const PICTURE_MS = 1_000;
const DOUBTS_MS = 60_000;
const PLACES_MS = 30_000;
/** The past is read again: at first it may still be filling up. */
const RELOAD_MS = 10 * 60_000;
const RELOAD_SOON_MS = 15_000;
const RETRY_MS = 10_000;
const TICK_MS = 1_000;
const CLOSINGS_DAYS = 7;

export class ParkingDesk {
	readonly #deps: DeskDeps;
	readonly ledger: ParkingLedger;
	#past = new ParkingPast();
	#places: Places | null = null;
	#placesAt = -Infinity;
	#placesOf: Building | null = null;
	#service: ServiceClock | null = null;
	#doubts = new Map<string, BayDoubt>();
	#doubtsAt = -Infinity;
	#courses = new Map<ParkingClass, ClassCourse>();
	/** Of the whole past; null: to be read again. */
	#entries: NotedEntry[] | null = null;
	#kept: { at: number; picture: ParkingPicture } | null = null;
	#loading = false;
	#loadAt = -Infinity;
	#loads = 0;
	#timer: ReturnType<typeof setInterval> | null = null;
	#listeners = new Set<(picture: ParkingPicture) => void>();

	constructor(deps: DeskDeps) {
		this.#deps = deps;
		this.ledger = new ParkingLedger(deps.db);
	}

	/** Reads the past in the background and keeps the picture moving, until `stop`. */
	start(): void {
		this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
		this.#timer.unref();
		this.#tick();
	}

	stop(): void {
		if (this.#timer) clearInterval(this.#timer);
		this.#timer = null;
		this.#listeners.clear();
	}

	/** Is told the picture about once a second, until the returned function is called. */
	watch(listener: (picture: ParkingPicture) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	get service(): ServiceClock {
		const { calendar, timeZone } = this.#deps.building();
		if (this.#service === null || this.#placesOf !== this.#deps.building()) {
			this.#service = new ServiceClock(calendar, timeZone);
		}
		return this.#service;
	}

	get past(): ParkingPast {
		return this.#past;
	}

	places(): Places {
		const building = this.#deps.building();
		const now = this.#deps.hub.now();
		if (
			this.#places === null ||
			this.#placesOf !== building ||
			Math.abs(now - this.#placesAt) > PLACES_MS
		) {
			if (this.#placesOf !== building) {
				this.#service = new ServiceClock(building.calendar, building.timeZone);
				this.#courses.clear();
				this.#loadAt = -Infinity;
			}
			this.#placesOf = building;
			this.#places = placesOf(building, now);
			this.#placesAt = now;
		}
		return this.#places;
	}

	courses(): ReadonlyMap<ParkingClass, ClassCourse> {
		return this.#courses;
	}

	/** Everything as it is now; at most a second old. */
	picture(): ParkingPicture {
		const now = this.#deps.hub.now();
		if (this.#kept !== null && Math.abs(now - this.#kept.at) < PICTURE_MS)
			return this.#kept.picture;
		this.#past.take(this.#deps.hub.rows());
		const facts = this.facts(now);
		if (Math.abs(now - this.#doubtsAt) > DOUBTS_MS) this.#judge(facts);
		const part = compose({ ...facts, doubts: this.#doubts });
		const { broker, spool } = this.#deps.hub.health();
		const flowing = broker.state === 'running' && spool.state !== 'stopped';
		const stoppedAt = Math.min(broker.state === 'running' ? now : broker.since, now);
		const picture: ParkingPicture = {
			...part,
			dataAt: flowing ? now : stoppedAt,
			flowing,
			simulated: this.#deps.simulated,
			classes: part.classes.map((one) => ({
				...one,
				forecast: this.#courses.get(one.class)?.forecast(now, one.taken, one.offered) ?? {
					...{ steps: [], hidden: 'learning' as const, days: 0 }
				}
			}))
		};
		this.#kept = { at: now, picture };
		return picture;
	}

	facts(now: number): Facts {
		const places = this.places();
		const service = this.service;
		return {
			...{ building: this.#deps.building(), places, past: this.#past, service, now },
			entries: this.ledger.since(service.dayOf(now).from),
			holds: this.ledger.holds(),
			doubts: this.#doubts
		};
	}

	/** Takes in an officer's presses in the order given; each is answered, and the same id is taken once. */
	note(presses: readonly unknown[], person: string): PressAnswer[] {
		const now = this.#deps.hub.now();
		const answers = presses.map((one): PressAnswer => {
			const read = readPress(one, now, (pool) =>
				this.places().pools.some((place) => place.pool === pool)
			);
			if (!read.ok) return { id: read.detail, taken: false, reason: read.reason };
			const press = read.value;
			if (!this.ledger.has(press.id)) this.ledger.add(this.#entryOf(press, person, now));
			return { id: press.id, taken: true };
		});
		this.#changed();
		return answers;
	}

	#entryOf(press: Press, person: string, now: number): NotedEntry {
		const { id, pool, kind, step, counted, pressedAt, note } = press;
		const change =
			kind === 'recount'
				? (counted ?? 0) - this.#derivedAt(pool, pressedAt)
				: kind === 'step'
					? step
					: 0;
		return {
			...{ id, pool, kind, change, counted: kind === 'recount' ? counted : null, note },
			...{ person, pressedAt, receivedAt: now, undoneAt: null, undoneBy: null }
		};
	}

	/** Vehicles that sensors or the gate had counted at an instant. */
	#derivedAt(key: string, at: number): number {
		const place = this.places().pools.find(({ pool }) => pool === key);
		if (place === undefined) return 0;
		if (place.area !== null) {
			const { countedBy } = place.area;
			if (countedBy === null) return 0;
			return countGateArea(this.#past.gate(countedBy), this.service, at)?.taken ?? 0;
		}
		const held = new Set(this.ledger.holds().map((hold) => hold.place));
		return place.bays
			.filter(({ bay }) => !held.has(bay.key) && !this.#doubts.has(bay.key))
			.filter((watched) => takenAt(this.#past.bay(watched), at)).length;
	}

	/** @returns false: there is none, or it was taken back before */
	undo(id: string, person: string): boolean {
		this.#changed();
		return this.ledger.undo(id, person, this.#deps.hub.now());
	}

	/** Closes or reserves a bay, or some places of an area. */
	hold(
		hold: { place: string; places: number; kind: 'closed' | 'reserved'; reason: string },
		person: string
	): 'unknown-place' | 'held-already' | null {
		if (!this.places().has(hold.place)) return 'unknown-place';
		if (this.ledger.holds().some(({ place }) => place === hold.place)) return 'held-already';
		this.ledger.hold({ ...hold, person, from: this.#deps.hub.now() });
		this.#kept = null;
		return null;
	}

	release(id: number, person: string): boolean {
		this.#kept = null;
		return this.ledger.release(id, person, this.#deps.hub.now());
	}

	/** What each gate had left over at the end of the last days. */
	closings(): Closing[] {
		const now = this.#deps.hub.now();
		const today = this.service.dayOf(now);
		return this.places().areas.flatMap(({ key, name, countedBy }) => {
			if (countedBy === null) return [];
			const series = this.#past.gate(countedBy);
			return Array.from({ length: CLOSINGS_DAYS }, (_, n) =>
				daysAfter(today, -1 - n, this.service.timeZone)
			)
				.map((day): Closing => {
					const passed = passedGate(series, day.from, day.to - 1);
					return { area: key, name, day: day.from, ...passed };
				})
				.filter((one) => one.in !== one.out);
		});
	}

	#changed(): void {
		this.#kept = null;
		this.#entries = null;
	}

	#judge(facts: Facts): void {
		this.#doubtsAt = facts.now;
		const records = facts.places.bays.flatMap((watched) => {
			const { bay, centre, intervalMs } = watched;
			const readings = facts.past.bay(watched);
			if (readings.length === 0) return [];
			const renewedAt = facts.past.renewedAt(watched);
			return [{ bay: bay.key, class: bay.class, place: centre, readings, intervalMs, renewedAt }];
		});
		const dayOf = (at: number) => Math.round(this.service.dayOf(at).from / 86_400_000);
		this.#doubts = new Map(
			doubtfulBays(records, facts.now, dayOf).map((doubt) => [doubt.bay, doubt])
		);
	}

	#sources(): CourseSources {
		const broken = new Map([...this.#doubts].map(([bay, { since }]) => [bay, since]));
		this.#entries ??= this.ledger.since(this.#deps.hub.now() - PAST_MS);
		return { past: this.#past, entries: this.#entries, broken };
	}

	#tick(): void {
		const now = this.#deps.hub.now();
		this.places();
		if (!this.#loading && Math.abs(now - this.#loadAt) > this.#reloadAfter()) void this.#load(now);
		for (const course of this.#courses.values()) course.follow(this.#sources(), now);
		if (this.#listeners.size === 0) return;
		const picture = this.picture();
		for (const listener of this.#listeners) listener(picture);
	}

	#reloadAfter(): number {
		return this.#loads === 0
			? RETRY_MS
			: this.#loads < 5
				? RELOAD_SOON_MS * this.#loads
				: RELOAD_MS;
	}

	async #load(now: number): Promise<void> {
		this.#loading = true;
		this.#loadAt = now;
		const started = performance.now();
		try {
			const { history, building, hub } = this.#deps;
			const places = this.places();
			await this.#past.load(history, building(), places, hub.rows(), now);
			this.#loads++;
			const facts = this.facts(now);
			this.#judge(facts);
			for (const kind of CLASSES) {
				const pools = places.pools.filter((pool) => pool.class === kind);
				if (pools.length === 0) continue;
				const course = new ClassCourse(kind, pools, this.service);
				await course.learn(this.#sources(), now);
				this.#courses.set(kind, course);
			}
			this.#kept = null;
			this.#deps.log.debug(
				{ ms: Math.round(performance.now() - started) },
				'the parking’s past is read'
			);
		} catch (error) {
			// The live figures need no past; it is tried again.
			this.#deps.log.debug({ err: error }, 'the parking’s past could not be read');
		} finally {
			this.#loading = false;
		}
	}
}
