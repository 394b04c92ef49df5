/** `GET /api/occupancy/visits?by=day|week|month`: visits as CSV, for the ministry. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { VisitDay } from '#lib/domain/occupancy/visits.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { visitsOf, type Visits } from '../visits.server.ts';
import type { RequestHandler } from './$types';

const BY = ['day', 'week', 'month'] as const;

export const GET: RequestHandler = async ({ locals, url }) => {
	const by = BY.find((one) => one === (url.searchParams.get('by') ?? 'day'));
	if (by === undefined) {
		return new Response('by: day, week or month is needed.\n', { status: 400 });
	}
	try {
		const rows = rowsOf(await visitsOf(locals), by);
		const csv = rows.map((row) => row.map(cell).join(',')).join('\r\n');
		return new Response(`\uFEFF${csv}\r\n`, {
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="kunjungan-${by}.csv"`,
				'cache-control': 'no-store'
			}
		});
	} catch (error) {
		if (!(error instanceof StoreUnavailable)) throw error;
		return new Response(`${error.message}\n`, { status: 503, headers: { 'retry-after': '10' } });
	}
};

function rowsOf(visits: Visits, by: (typeof BY)[number]): string[][] {
	const quality = (poor: boolean, whole: boolean): string =>
		[poor ? m.occupancy_poor() : '', whole ? '' : m.occupancy_visits_part()]
			.filter(Boolean)
			.join('; ');
	if (by === 'day') {
		return [
			[m.occupancy_quality_date(), m.occupancy_visits_count(), m.occupancy_quality()],
			...visits.days.map(({ date, visits: count, poor, whole }) => [
				date,
				String(count),
				quality(poor, whole)
			])
		];
	}
	const day = (one: VisitDay | null): string[] => (one ? [String(one.visits), one.date] : ['', '']);
	return [
		[
			...[m.occupancy_visits_period(), '', m.occupancy_visits_count(), m.occupancy_visits_days()],
			...[m.occupancy_visits_highest(), '', m.occupancy_visits_lowest(), ''],
			m.occupancy_quality()
		],
		...(by === 'week' ? visits.weeks : visits.months).map((one) => [
			...[one.from, one.to, String(one.visits), String(one.days)],
			...day(one.highest),
			...day(one.lowest),
			quality(one.poorDays > 0, one.whole)
		])
	];
}

function cell(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
