/** The report of people in the building, computed for all readers at once and kept for a few seconds. */
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import type { LocalDay } from '#lib/domain/calendar.ts';
import type { CountLine } from '#lib/domain/occupancy/count-line.ts';
import { fillingOf } from '#lib/domain/occupancy/filling.ts';
import { freshness } from '#lib/domain/freshness.ts';
import { reconcile } from '#lib/domain/occupancy/zones.ts';
import type { AppDb } from '#lib/server/app-db/app-db.ts';
import type { OccupancyBook } from '#lib/server/occupancy/book.ts';
import type { Hub } from '#lib/server/hub/hub.ts';
import { OUTSIDE } from '#lib/live/counting-lines.ts';
import { BUILDING, lineKey, zonesOf, type Zone } from '#lib/live/occupancy-zones.ts';
import type { DoorReport, OccupancyReport, ZoneReport } from '#lib/live/occupancy-report.ts';
import { checksOf } from './checks.server.ts';
import { countLines, datedLines, type DatedLine, type Sources } from './counts.server.ts';
import { ledgerOf } from './ledger.server.ts';
import { pastOf, type Past } from './week.server.ts';
import { zoneCourse, type Replacement, type ZoneCourse } from './zone-course.server.ts';

export interface OccupancySources extends Sources {
	occupancy: OccupancyBook;
	appDb: AppDb;
}

/** Everyone who asks within this is told the same, unless a person has changed something. */
const KEEP_MS = 10_000;
/** A standard deviation from a band of nine in ten. */
const BAND = 1.645;
const HALF_HOUR_MS = 30 * 60_000;

interface Kept {
	at: number;
	version: number;
	report: Promise<OccupancyReport>;
}

const kept = new WeakMap<Hub, Kept>();

/** What the store told last: a person's change is computed from it at once, without asking again. */
interface Gathered {
	at: number;
	/** Of the lines, as they are turned and placed. */
	key: string;
	lines: CountLine[];
	checks: OccupancyReport['checks'];
	courses: Map<string, { said: string; course: ZoneCourse }>;
	past: Past | null;
}

const gathered = new WeakMap<Hub, Gathered>();
/** Older counts than this are read again, whatever has changed. */
const GATHERED_MS = 60_000;

/**
 * The report as of now.
 * @throws {StoreUnavailable}
 */
export function occupancyReport(sources: OccupancySources): Promise<OccupancyReport> {
	const { hub, occupancy } = sources;
	const now = hub.now();
	const known = kept.get(hub);
	const fresh = known !== undefined && now >= known.at && now - known.at < KEEP_MS;
	if (fresh && known.version === occupancy.version) return known.report;
	const changed = fresh || (known !== undefined && known.version !== occupancy.version);
	const own = { at: now, version: occupancy.version, report: compute(sources, now, changed) };
	kept.set(hub, own);
	// A failure is not kept: the next reader may be luckier.
	own.report.catch(() => {
		if (kept.get(hub) === own) kept.delete(hub);
	});
	return own.report;
}

/** The zones and lines that there are now: what may be recounted, set and turned. */
export function zonesNow(sources: Pick<OccupancySources, 'building' | 'hub' | 'occupancy'>): {
	zones: Zone[];
	lines: DatedLine[];
} {
	const now = sources.hub.now();
	const span = { from: now, to: now + 1 };
	const lines = datedLines(sources.building, sources.hub, span, sources.occupancy.turned());
	return {
		lines,
		zones: zonesOf(
			sources.building.levels,
			lines.map(({ line }) => line)
		)
	};
}

async function compute(
	sources: OccupancySources,
	now: number,
	changed: boolean
): Promise<OccupancyReport> {
	const { building, occupancy } = sources;
	const service = new ServiceClock(building.calendar, building.timeZone);
	const day = service.dayOf(now);
	const { zones } = zonesNow(sources);
	const dated = datedLines(building, sources.hub, { from: 0, to: now }, occupancy.turned());
	const key = JSON.stringify([day.date, dated]);
	const before = gathered.get(sources.hub);
	const atHand = changed && before?.key === key && now - before.at < GATHERED_MS ? before : null;
	const lines = atHand?.lines ?? (await countLines(sources, dated, day.from, now));
	const undone = occupancy.undone();
	const recounts = occupancy.recounts(lines[0]?.at ?? day.from);
	const replaced = replacements(dated);
	const courses = new Map<string, ZoneCourse>();
	const computed: Gathered['courses'] = new Map();
	for (const zone of zones) {
		const said = {
			recounts: recounts.filter((one) => one.zone === zone.key && one.undoneAt === null),
			undone: new Set(undone.filter((one) => one.zone === zone.key).map((one) => one.correction)),
			replaced
		};
		const written = JSON.stringify([said.recounts, [...said.undone]]);
		const known = atHand?.courses.get(zone.key);
		const course =
			known?.said === written
				? known.course
				: zoneCourse(zone, lines, said, service, day.from, now);
		courses.set(zone.key, course);
		computed.set(zone.key, { said: written, course });
		// Between two zones others have their turn.
		if (course !== known?.course) await new Promise((resolve) => setImmediate(resolve));
	}
	const whole = courses.get(BUILDING);
	const reports = zoneReports(sources, zones, courses, recounts, now);
	const outer = zones.find(({ key }) => key === BUILDING);
	const entered = lines.flatMap((line) => {
		const door = outer?.doors.find((one) => lineKey(one.line) === line.door);
		if (door === undefined) return [];
		return [door.inwards ? line : { ...line, in: line.out, out: line.in }];
	});
	const sameWhole = atHand?.courses.get(BUILDING)?.course === whole;
	const past =
		(sameWhole ? atHand?.past : null) ??
		pastOf(whole?.past ?? [], entered, whole?.days ?? [], service, day);
	const checks = atHand?.checks ?? (await checksOf(sources, zones, courses, lines, service, now));
	const read = atHand?.at ?? now;
	gathered.set(sources.hub, { at: read, key, lines, checks, courses: computed, past });
	const suspects = [...courses.values()]
		.flatMap(({ quality }) => quality?.suspects ?? [])
		.filter((one, n, all) => {
			return all.findIndex(({ door, kind }) => door === one.door && kind === one.kind) === n;
		});
	return {
		...{ at: now, from: day.from, to: day.to, learnedDays: whole?.days.length ?? 0 },
		zones: reports.zones,
		rest: reports.rest,
		...past,
		doors: doorReports(sources, lines, day),
		suspects,
		checks,
		ledger: ledgerOf(courses, recounts, undone),
		quality: whole?.quality ?? null,
		days: (whole?.days ?? []).toReversed()
	};
}

/** A line whose counter came after another one hung there. */
function replacements(lines: readonly DatedLine[]): Replacement[] {
	return lines
		.filter((one) =>
			lines.some(
				(other) =>
					other.to === one.from &&
					other.line.into === one.line.into &&
					other.line.from === one.line.from
			)
		)
		.map(({ line, from }) => ({ at: from, door: lineKey(line) }));
}

function zoneReports(
	{ building, hub, occupancy }: OccupancySources,
	zones: readonly Zone[],
	courses: ReadonlyMap<string, ZoneCourse>,
	recounts: ReturnType<OccupancyBook['recounts']>,
	now: number
): { zones: ZoneReport[]; rest: number } {
	const settings = occupancy.settings();
	const [first, ...halls] = zones;
	const building_ = first === undefined ? undefined : courses.get(first.key);
	const own = halls.map(({ key }) => courses.get(key)?.now);
	const agreed = reconcile(
		building_?.now.people ?? 0,
		own.map((estimate) => ({
			people: estimate?.people ?? 0,
			variance: estimate ? ((estimate.high - estimate.people) / BAND) ** 2 : 0
		})),
		false
	);
	const reports = zones.flatMap((zone, n): ZoneReport[] => {
		const course = courses.get(zone.key);
		if (course === undefined) return [];
		const set = settings.find((one) => one.zone === zone.key);
		const people = n === 0 ? course.now.people : (agreed.zones[n - 1] ?? 0);
		const moved = people - course.now.people;
		const heard = zone.doors.map(({ line }) => newestOf(hub, line.device));
		const capacity = set?.capacity ?? zone.capacity;
		const reporting = zone.doors.filter(({ line }, door) => {
			const device = building.devices.find((one) => one.device === line.device);
			return freshness(heard[door] ?? null, now, device) === 'live';
		}).length;
		const recount = recounts.findLast((one) => one.zone === zone.key && one.undoneAt === null);
		return [
			{
				key: zone.key,
				rooms: zone.rooms.map(({ key }) => key),
				level: levelOf(building, zone.rooms[0]?.key ?? ''),
				capacity,
				ownCapacity: set?.capacity != null,
				staff: set?.staff ?? 0,
				people,
				low: Math.max(0, course.now.low + moved),
				high: Math.max(people, course.now.high + moved),
				certainAt: course.now.certainAt,
				heardAt: longestSilent(heard),
				reporting,
				expected: zone.doors.length,
				stale: reporting === 0 || reporting < zone.doors.length,
				filling: fillingOf([...course.today.slice(0, -1), { at: now, people }], capacity),
				today: course.today.map(({ at, people: then, high }) => [at, then, high - then] as const),
				recount: recount
					? {
							id: recount.id,
							at: recount.at,
							people: recount.people,
							person: recount.person
						}
					: null
			}
		];
	});
	return { zones: reports, rest: agreed.rest };
}

/** The oldest of the doors' newest readings; null where there is no door, or one has none. */
function longestSilent(heard: readonly (number | null)[]): number | null {
	const known = heard.filter((at) => at !== null);
	return known.length === 0 || known.length < heard.length ? null : Math.min(...known);
}

function newestOf(hub: Hub, device: string): number | null {
	let newest: number | null = null;
	for (const [one, , , , at] of hub.rows()) {
		if (one === device) newest = Math.max(newest ?? at, at);
	}
	return newest;
}

function levelOf({ levels }: Sources['building'], room: string): string {
	return levels.find(({ rooms }) => rooms.some(({ key }) => key === room))?.key ?? '';
}

function doorReports(
	sources: OccupancySources,
	lines: readonly CountLine[],
	day: LocalDay
): DoorReport[] {
	const { building, occupancy } = sources;
	const turned = occupancy.turned();
	return zonesNow(sources)
		.lines.map(({ line }): DoorReport => {
			const key = lineKey(line);
			const own = lines.filter(({ door, at }) => door === key && at > day.from);
			const halves = new Map<number, [number, number]>();
			for (const { at, in: into, out } of own) {
				const start = Math.floor((at - 1) / HALF_HOUR_MS) * HALF_HOUR_MS;
				const half = halves.get(start) ?? [0, 0];
				halves.set(start, [half[0] + into, half[1] + out]);
			}
			const device = building.devices.find((one) => one.device === line.device);
			return {
				...{ device: line.device, channel: line.channel, into: line.into, from: line.from },
				name: device?.name ?? line.device,
				turned: turned.has(key),
				in: own.reduce((sum, one) => sum + one.in, 0),
				out: own.reduce((sum, one) => sum + one.out, 0),
				halves: [...halves].map(([start, [into, out]]) => [start, into, out] as const)
			};
		})
		.sort((a, b) => Number(b.from === OUTSIDE) - Number(a.from === OUTSIDE));
}
