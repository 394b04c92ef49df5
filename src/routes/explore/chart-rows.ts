/** A picture as a table: a row an interval, the newest last, gaps said. */
import type { ChartTable } from '#lib/charts/chart-table.ts';
import { shownIntervals } from '#lib/domain/explore/figures.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { figureOf } from './chart-data.ts';
import { PERIOD_WORDS, valueWords } from './explore-words.ts';
import type { Picture } from './picture-feed.svelte.ts';

export function tableOf(
	picture: Picture,
	nameOf: (key: string) => string,
	caption: string,
	f: Formats
): ChartTable {
	const { answer, before, question } = picture;
	const period = before && question.compare ? PERIOD_WORDS[question.compare]() : null;
	const counted = figureOf(answer) === 'total';
	const several = answer.kind === 'gauge';
	const columns = [
		m.explore_table_time(),
		...answer.series.flatMap(({ key }) => {
			const room = nameOf(key);
			return [
				room,
				...(several ? [m.explore_low_high()] : []),
				...(period === null ? [] : [m.explore_before_name({ room, period })])
			];
		}),
		m.explore_table_complete()
	];
	const rows = () => {
		const [first, end] = shownIntervals(answer, before?.comparison.part ?? question.span);
		const made: string[][] = [];
		for (let i = first; i < end; i++) {
			const cells = answer.series.flatMap((series, n) => {
				const past = before?.answer.series[n];
				const [low, high] = [series.min[i], series.max[i]];
				return [
					valueWords(answer, (counted ? series.count : series.mean)[i] ?? null, f),
					...(several
						? [
								low == null || high == null
									? ''
									: m.explore_range({
											low: f.number(answer.metric, low),
											high: f.number(answer.metric, high)
										})
							]
						: []),
					// Both begin at the same place of their periods, so the n-th stands beside the n-th.
					...(past === undefined || before === null
						? []
						: [valueWords(before.answer, (counted ? past.count : past.mean)[i - first] ?? null, f)])
				];
			});
			const shares = answer.series.map(({ complete }) => complete[i] ?? null);
			const known = shares.filter((share) => share !== null);
			made.push([
				f.dated(answer.starts[i] ?? 0),
				...cells,
				known.length === 0 ? '–' : f.share(Math.min(...known))
			]);
		}
		return made;
	};
	return { caption, columns, rows };
}
