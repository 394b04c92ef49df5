/** Stores that answer something else than what they keep. */
import { seriesId } from '#lib/domain/reading.ts';
import type { Reading } from '#lib/domain/reading.ts';
import type { Point, Span, Store } from '#lib/server/store/store.ts';
import type { Break, Broken } from './breaks.ts';
import { EVER, collect } from './sample.ts';

async function* each(
	points: AsyncIterable<Point>,
	change: (point: Point, index: number) => Point[]
): AsyncGenerator<Point> {
	let index = 0;
	for await (const point of points) yield* change(point, index++);
}

const repoint =
	(change: (point: Point, index: number) => Point[]) =>
	(good: Store): Broken => ({ range: (...query) => each(good.range(...query), change) });

const respan =
	(change: (span: Span) => Span) =>
	(good: Store): Broken => ({
		range: (series, span, limit) => good.range(series, change(span), limit),
		aggregate: (series, span, ...rest) => good.aggregate(series, change(span), ...rest)
	});

export const READ_BREAKS: readonly Break[] = [
	{
		name: 'has spans that include their end',
		caughtBy: 'a span holds its first millisecond and not its last',
		of: respan(({ from, to }) => ({ from, to: to + 1 }))
	},
	{
		name: 'has spans without their start',
		caughtBy: 'a span holds its first millisecond and not its last',
		of: respan(({ from, to }) => ({ from: from + 1, to }))
	},
	{
		name: 'answers the last reading that arrived',
		caughtBy: 'the last reading is the newest by measuring time, whatever came last',
		of(good) {
			const arrived = new Map<string, Reading>();
			return {
				async write(batch) {
					for (const one of batch) arrived.set(seriesId(one), one);
					return good.write(batch);
				},
				last: async (since, metrics) =>
					(await good.last(since, metrics)).map((one) => arrived.get(seriesId(one)) ?? one)
			};
		}
	},
	{
		name: 'answers last readings of any age',
		caughtBy: 'series that are older than `since` are left out; one exactly as old is not',
		of: (good) => ({ last: (_since, metrics) => good.last(-Infinity, metrics) })
	},
	{
		name: 'answers last readings of all metrics',
		caughtBy: 'only the metrics that were asked for are answered',
		of: (good) => ({ last: (since) => good.last(since) })
	},
	{
		name: 'ignores the limit',
		caughtBy: 'a limit takes the earliest',
		of: (good) => ({ range: (series, span) => good.range(series, span) })
	},
	{
		name: 'takes the latest of a limit',
		caughtBy: 'a limit takes the earliest',
		of: (good) => ({
			async *range(series, span, limit = Infinity) {
				const all = await collect(good.range(series, span));
				yield* limit < all.length ? all.slice(all.length - limit) : all;
			}
		})
	},
	{
		name: 'answers every reading twice',
		caughtBy: 'the same reading written again is one row',
		of: repoint((point) => [point, point])
	},
	{
		name: 'answers the last of a page again on the next',
		caughtBy: 'a series of 25,001 readings loses and doubles none, with a limit too',
		of: repoint((point, index) => (index > 0 && index % 5_000 === 0 ? [point, point] : [point]))
	},
	{
		name: 'loses a reading between two pages',
		caughtBy: 'a series of 25,001 readings loses and doubles none, with a limit too',
		of: repoint((point, index) => (index === 10_000 ? [] : [point]))
	},
	{
		name: 'answers in the order of arrival',
		caughtBy: 'readings come in order of time, whatever order they came in',
		of(good) {
			const arrived: Reading[] = [];
			return {
				async write(batch) {
					arrived.push(...batch);
					return good.write(batch);
				},
				async *range(series, span, limit) {
					const order = arrived.filter((one) => seriesId(one) === seriesId(series));
					const rank = new Map(order.map(({ at }, i) => [at, i]));
					const points = await collect(good.range(series, span, limit));
					yield* points.sort((a, b) => (rank.get(a.at) ?? 0) - (rank.get(b.at) ?? 0));
				}
			};
		}
	},
	{
		name: 'answers for an unknown series with another’s',
		caughtBy: 'an unknown series is empty',
		of: (good) => ({
			async *range(series, span, limit) {
				const [known] = await good.last(-Infinity);
				const own = await collect(good.range(series, EVER, 1));
				yield* good.range(own.length === 0 && known ? known : series, span, limit);
			}
		})
	},
	{
		name: 'lives on after its end',
		caughtBy: 'a closed store takes nothing, answers nothing and says so',
		of: () => ({ close: async () => undefined })
	},
	{
		name: 'never answers a ping',
		caughtBy: 'a store that answers says so, and has a name',
		of: () => ({ ping: async () => ({ ok: false, detail: 'no' }) })
	}
];
