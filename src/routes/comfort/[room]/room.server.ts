/** The figures of one room's page: its judgement in detail, and its past for the charts. */
import { COMFORT_METRICS } from '#lib/domain/comfort/cause.ts';
import { assumptionsOf } from '#lib/domain/comfort/basis.ts';
import { localDay } from '#lib/domain/calendar.ts';
import type { HistoryAnswer } from '#lib/domain/rollups/history-answer.ts';
import type { Metric } from '#lib/domain/metrics.ts';
import { limitsOn } from '#floorplan/plan.ts';
import {
	comfortQuestion,
	monitoredRooms,
	type RoomOfLevel
} from '../../api/comfort/questions.server.ts';
import type { Sources } from '../overview.server.ts';
import type { Span } from '../periods.ts';
import type { RoomCourse, RoomFigures } from './room.ts';

const POINTS = 420;

export function findMonitored({ building }: Sources, key: string): RoomOfLevel | null {
	return monitoredRooms(building).find(({ room }) => room.key === key) ?? null;
}

/** @throws {StoreUnavailable} */
export async function roomFigures(
	sources: Sources,
	{ room }: RoomOfLevel,
	span: Span
): Promise<RoomFigures> {
	const { building, comfort, now } = sources;
	const [answer, courses] = await Promise.all([
		comfort.judge(comfortQuestion({ building, ...span, now, room: room.key, detail: true })),
		coursesOf(sources, room.key, span)
	]);
	const own = answer.rooms.find(({ key }) => key === room.key);
	const date = localDay(Math.max(span.from, answer.to - 1), building.timeZone).date;
	const limits = limitsOn(building.limits, date).filter(({ roomTypes }) =>
		roomTypes.includes(room.type)
	);
	const { comfort: basis } = building;
	return {
		span: { from: span.from, to: Math.min(span.to, answer.to) },
		days: answer.days,
		answer: own === undefined || own.detail === null ? null : { ...own, detail: own.detail },
		courses,
		limits,
		basis: {
			assumed: assumptionsOf(basis, room.key),
			outdoorCo2: basis.outdoorCo2,
			pmv: basis.pmv,
			air: basis.airAboveOutdoor
		}
	};
}

/** Only of what was ever measured in the span. */
async function coursesOf({ history }: Sources, room: string, span: Span): Promise<RoomCourse[]> {
	const found = await Promise.all(
		COMFORT_METRICS.map(async (metric) => {
			const answer = await history.series({ metric, rooms: [room], ...span, points: POINTS });
			return answer.ok ? courseOf(metric, answer.value) : null;
		})
	);
	return found.filter((course) => course !== null);
}

function courseOf(metric: Metric, { starts, ends, series }: HistoryAnswer): RoomCourse | null {
	const own = series[0];
	if (own === undefined || own.n.every((n) => n === 0)) return null;
	return { metric, starts, ends, mean: own.mean, low: own.min, high: own.max };
}
