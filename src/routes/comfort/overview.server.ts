/** The figures of the comfort page out of the thread's answers. */
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import { daysAfter, localDay, monthOf, zonedToUtc } from '#lib/domain/calendar.ts';
import { changeOf } from '#lib/domain/comfort/change.ts';
import { isHeadline } from '#lib/domain/comfort/judgement.ts';
import { endAfterService, serviceSlots, totalService } from '#lib/domain/comfort/service-slots.ts';
import {
	addTallies,
	emptyTally,
	shareWithin,
	wholePercent,
	type Tally
} from '#lib/domain/comfort/tally.ts';
import { limitsOn } from '#floorplan/plan.ts';
import type { Building } from '#floorplan/building.ts';
import type { Comfort } from '#lib/server/comfort/comfort.ts';
import type { ComfortAnswer, RoomAnswer } from '#lib/server/comfort/questions.ts';
import type { History } from '#lib/server/history/history.ts';
import { comfortQuestion, monitoredRooms } from '../api/comfort/questions.server.ts';
import {
	byShare,
	type CauseSum,
	type DateChange,
	type MonthChange,
	type Overview,
	type PeopleSum,
	type RoomOverview,
	type TodayRoom
} from './overview.ts';
import { lastMonth, type Span } from './periods.ts';

export interface Sources {
	building: Building;
	comfort: Comfort;
	history: History;
	now: number;
}

const HOURS_OF_WEEK = 7 * 24;
const DAYS_AROUND = 28;

export async function overviewOf(
	{ building, comfort, now }: Sources,
	span: Span
): Promise<Overview> {
	const answer = await comfort.judge(comfortQuestion({ building, ...span, now }));
	return shape(building, answer, { from: span.from, to: Math.min(span.to, answer.to) });
}

function shape(building: Building, answer: ComfortAnswer, span: Span): Overview {
	const rooms = monitoredRooms(building);
	const found = rooms.flatMap(({ room, level }): { own: RoomAnswer; shown: RoomOverview }[] => {
		const own = answer.rooms.find(({ key }) => key === room.key);
		if (own === undefined) return [];
		const { key, total, days, causes, people, longest, worstHours, findings, sensors } = own;
		return [
			{
				own,
				shown: {
					...{ key, name: room.name, level: level.key, total, causes, people },
					days: days.map((tally) => {
						const share = shareWithin(tally);
						return share === null ? null : wholePercent(share);
					}),
					...{ longest, worstHours, findings, sensors }
				}
			}
		];
	});
	const all = found.map(({ own }) => own);
	const date = localDay(Math.max(span.from, span.to - 1), building.timeZone).date;
	const types = new Set(rooms.map(({ room }) => room.type));
	return {
		span,
		days: answer.days,
		total: addTallies(all.map(({ total }) => total)),
		byDay: answer.days.map((_, n) => addTallies(all.map(({ days }) => days[n] ?? emptyTally()))),
		byHour: Array.from({ length: HOURS_OF_WEEK }, (_, n) =>
			addTallies(all.map(({ hours }) => hours[n] ?? emptyTally()))
		),
		levels: building.levels.flatMap(({ key, name }) => {
			const own = found.filter(({ shown }) => shown.level === key);
			if (own.length === 0) return [];
			const total = addTallies(own.map(({ shown }) => shown.total));
			return [{ key, name, total, rooms: own.length }];
		}),
		rooms: found.map(({ shown }) => shown).toSorted(byShare),
		causes: causesOf(all),
		people: peopleOf(all),
		limits: limitsOn(building.limits, date).filter(
			({ primary, metric, roomTypes }) =>
				primary && isHeadline(metric) && roomTypes.some((type) => types.has(type))
		)
	};
}

function causesOf(rooms: readonly RoomAnswer[]): CauseSum[] {
	const sums = new Map<string, CauseSum & { most: number }>();
	for (const { key, causes } of rooms) {
		for (const { cause, metric, outsideMs, personHours } of causes) {
			// Of all rooms in which it is measured, also those that were never outside.
			const measured = addTallies(
				rooms.flatMap(({ quantities }) =>
					quantities.filter((one) => one.metric === metric).map(({ tally }) => tally)
				)
			);
			const sum = sums.get(`${cause} ${metric}`) ?? {
				...{ cause, metric, outsideMs: 0, personHours: null, room: key, most: 0 },
				...{ knownMs: measured.knownMs, serviceMs: measured.serviceMs }
			};
			sum.outsideMs += outsideMs;
			if (personHours !== null) sum.personHours = (sum.personHours ?? 0) + personHours;
			if (outsideMs > sum.most) [sum.most, sum.room] = [outsideMs, key];
			sums.set(`${cause} ${metric}`, sum);
		}
	}
	return [...sums.values()]
		.map(({ most: _, ...sum }) => sum)
		.toSorted((a, b) => b.outsideMs - a.outsideMs);
}

function peopleOf(rooms: readonly RoomAnswer[]): PeopleSum | null {
	const counted = rooms.flatMap(({ people }) => people ?? []);
	if (counted.length === 0) return null;
	const sum = (of: 'all' | 'outside' | 'coverage') =>
		counted.reduce((total, people) => total + people[of], 0);
	return {
		all: sum('all'),
		outside: sum('outside'),
		coverage: sum('coverage') / counted.length,
		rooms: counted.length
	};
}

/** What each room has been like since the day began. */
export async function todayOf({ building, comfort, now }: Sources): Promise<TodayRoom[]> {
	const day = localDay(now, building.timeZone);
	const { rooms } = await comfort.judge(
		comfortQuestion({ building, from: day.from, to: day.to, now })
	);
	return rooms.map(({ key, total, longest }) => ({
		...{ key, total },
		act: longest.some(({ act }) => act)
	}));
}

/** This month so far beside the first service hours of the last, as many of them. */
export async function monthChangeOf(sources: Sources): Promise<MonthChange | null> {
	const { building, comfort, now } = sources;
	const { timeZone, calendar } = building;
	const service = new ServiceClock(calendar, timeZone);
	const month = monthOf(localDay(now, timeZone), timeZone);
	const before = lastMonth(now, timeZone);
	const serviceOf = (span: Span) => totalService(serviceSlots(service, span.from, span.to));
	const serviceMs = Math.min(serviceOf({ from: month.from, to: now }), serviceOf(before));
	if (serviceMs === 0) return null;
	const judge = async ({ from, to }: Span) => {
		const end = endAfterService(service, from, to, serviceMs);
		const { rooms } = await comfort.judge(comfortQuestion({ building, from, to: end, now }));
		return {
			span: { from, to: end },
			total: addTallies(rooms.map(({ total }) => total)),
			people: peopleOf(rooms)
		};
	};
	return {
		serviceMs,
		now: await judge({ from: month.from, to: now }),
		before: await judge(before)
	};
}

/** Four weeks before a date beside four weeks from it on; null where it is no date of the past. */
export async function dateChangeOf(
	{ building, comfort, history, now }: Sources,
	date: string,
	room: string | null
): Promise<DateChange | null> {
	const { timeZone } = building;
	const at = zonedToUtc(`${date}T00:00`, timeZone);
	if (at === null || at >= now) return null;
	const day = localDay(at, timeZone);
	const from = daysAfter(day, -DAYS_AROUND, timeZone).from;
	const to = Math.min(now, daysAfter(day, DAYS_AROUND, timeZone).from);
	const { rooms, days } = await comfort.judge(comfortQuestion({ building, from, to, now, room }));
	const split = days.findIndex((one) => one.from >= at);
	const parted = (daily: readonly (number | null)[]) => {
		const known = (part: readonly (number | null)[]) => part.filter((value) => value !== null);
		const end = split === -1 ? daily.length : split;
		return changeOf(known(daily.slice(0, end)), known(daily.slice(end)));
	};
	const shares = days.map((_, n) => {
		return shareWithin(addTallies(rooms.map((one): Tally => one.days[n] ?? emptyTally())));
	});
	return {
		...{ date, room, days: DAYS_AROUND },
		share: parted(shares),
		means:
			room === null
				? []
				: (rooms[0]?.dailyMeans ?? [])
						.filter(({ metric }) => isHeadline(metric))
						.map(({ metric, means }) => ({ metric, change: parted(means) })),
		outdoor: await outdoorOf(building, history, { from, to }, at)
	};
}

async function outdoorOf(building: Building, history: History, { from, to }: Span, at: number) {
	const measured = new Set(
		building.placements.filter(({ bay, line }) => !bay && !line).map(({ room }) => room)
	);
	const outdoors = building.levels
		.flatMap(({ rooms }) => rooms)
		.filter(({ key, type }) => type === 'outdoor' && measured.has(key));
	if (outdoors.length === 0) return null;
	const found = await history.series({
		...{ metric: 'temperature', rooms: outdoors.map(({ key }) => key), from, to },
		...{ every: 'day', serviceOnly: true }
	});
	if (!found.ok) return null;
	const { starts, series } = found.value;
	const mean = (keep: (start: number) => boolean) => {
		const values = series.flatMap((one) =>
			one.mean.filter((value, n): value is number => value !== null && keep(starts[n] ?? 0))
		);
		return values.reduce((sum, value) => sum + value, 0) / values.length;
	};
	const [before, after] = [mean((start) => start < at), mean((start) => start >= at)];
	return Number.isNaN(before) || Number.isNaN(after) ? null : { before, after };
}
