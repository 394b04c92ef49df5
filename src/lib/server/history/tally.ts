/** Adds rows up by interval, one sensor after the other, and makes the columns of a room of them. */
import type { MetricKind } from '../../domain/metrics.ts';
import { HOLD_MS, QUARTER_MS, gainBetween, quarterOf } from '../../domain/rollups/summary.ts';
import type { Summary } from '../../domain/rollups/summary.ts';
import type { BandQuery, HistorySeries } from '../../domain/rollups/history-answer.ts';
import type { Span } from '../../domain/rollups/intervals.ts';
import type { Sensor } from './sensors.ts';

/** A counter silent for longer than that tells what it counted, but not when. */
export const TOTAL_LOOK_BACK_MS = 10 * 86_400_000;

/** Quarters of an hour held against a limit: of each, the mean of the sensors' means. */
class BandTally {
	readonly #band: BandQuery;
	readonly #base: number;
	readonly #sums: Float64Array;
	readonly #sensors: Float64Array;
	readonly #seconds: Float64Array;
	#own: Map<number, { weighed: number; seconds: number }> = new Map();

	constructor(band: BandQuery, { from, to }: Span) {
		this.#band = band;
		this.#base = quarterOf(from);
		const quarters = Math.ceil((to - this.#base) / QUARTER_MS);
		this.#sums = new Float64Array(quarters);
		this.#sensors = new Float64Array(quarters);
		this.#seconds = new Float64Array(quarters);
	}

	add({ start, end }: Summary, mean: number): void {
		const place = Math.floor((start - this.#base) / QUARTER_MS);
		const seconds = (end - start) / 1_000;
		const own = this.#own.get(place);
		if (own === undefined) this.#own.set(place, { weighed: mean * seconds, seconds });
		else {
			own.weighed += mean * seconds;
			own.seconds += seconds;
		}
	}

	endSensor(): void {
		for (const [place, { weighed, seconds }] of this.#own) {
			this.#sums[place] = (this.#sums[place] ?? 0) + weighed / seconds;
			this.#sensors[place] = (this.#sensors[place] ?? 0) + 1;
			this.#seconds[place] = Math.max(this.#seconds[place] ?? 0, seconds);
		}
		this.#own = new Map();
	}

	columns(intervals: readonly Span[]): NonNullable<HistorySeries['band']> {
		const of = () => intervals.map(() => 0);
		const columns = { within: of(), watch: of(), beyond: of() };
		let interval = 0;
		for (const [place, sensors] of this.#sensors.entries()) {
			if (sensors === 0) continue;
			const at = this.#base + place * QUARTER_MS;
			while ((intervals[interval]?.to ?? Infinity) <= at) interval += 1;
			const column = columns[this.#judge((this.#sums[place] ?? 0) / sensors)];
			column[interval] = (column[interval] ?? 0) + (this.#seconds[place] ?? 0);
		}
		return columns;
	}

	#judge(value: number): 'within' | 'watch' | 'beyond' {
		const { min, max, watch } = this.#band;
		const off = Math.max((min ?? -Infinity) - value, value - (max ?? Infinity), 0);
		if (off === 0) return 'within';
		return off <= watch ? 'watch' : 'beyond';
	}
}

/** The columns of one room or device, from its sensors' rows. */
export class Tally {
	readonly #intervals: readonly Span[];
	readonly #kind: MetricKind;
	readonly #now: number;
	readonly #band: BandTally | null;
	readonly #total: Record<
		'n' | 'sensors' | 'means' | 'min' | 'max' | 'count' | 'counted' | 'expected' | 'regular',
		Float64Array
	>;
	#own: Record<'n' | 'sum' | 'weighed' | 'held' | 'expected', Float64Array>;

	constructor(
		intervals: readonly Span[],
		kind: MetricKind,
		now: number,
		band: { query: BandQuery; span: Span } | null
	) {
		this.#intervals = intervals;
		this.#kind = kind;
		this.#now = now;
		this.#band = band && new BandTally(band.query, band.span);
		const column = (fill = 0) => new Float64Array(intervals.length).fill(fill);
		this.#own = this.#empty();
		this.#total = {
			...{ n: column(), sensors: column(), means: column(), count: column(), counted: column() },
			...{ min: column(Infinity), max: column(-Infinity) },
			...{ expected: column(), regular: column() }
		};
	}

	#empty() {
		const column = () => new Float64Array(this.#intervals.length);
		return { n: column(), sum: column(), weighed: column(), held: column(), expected: column() };
	}

	/** @param rows all rows of the sensor in order of time, those before the span too, which tell what held at its start. */
	addSensor(sensor: Sensor, rows: readonly Summary[]): void {
		this.#own = this.#empty();
		let [interval, span] = [0, 0];
		let before: Summary | null = null;
		for (const row of rows) {
			if (before !== null) this.#hold(sensor, before, row.firstAt);
			while ((this.#intervals[interval]?.to ?? Infinity) <= row.start) interval += 1;
			while ((sensor.wanted[span]?.to ?? Infinity) <= row.start) span += 1;
			const inSpan = (sensor.wanted[span]?.from ?? Infinity) <= row.start;
			const inInterval = (this.#intervals[interval]?.from ?? Infinity) <= row.start;
			if (inSpan && inInterval) this.#add(sensor, interval, row, before);
			before = row;
		}
		if (before !== null) this.#hold(sensor, before, Infinity);
		this.#endSensor(sensor);
	}

	#add(sensor: Sensor, i: number, row: Summary, before: Summary | null): void {
		const { n, sum, weighed, held } = this.#own;
		const { min, max, count, counted } = this.#total;
		n[i] = (n[i] ?? 0) + row.n;
		sum[i] = (sum[i] ?? 0) + row.sum;
		weighed[i] = (weighed[i] ?? 0) + row.valueSeconds;
		held[i] = (held[i] ?? 0) + row.heldSeconds;
		min[i] = Math.min(min[i] ?? Infinity, row.min);
		max[i] = Math.max(max[i] ?? -Infinity, row.max);
		counted[i] = 1;
		count[i] = (count[i] ?? 0) + this.#gain(row, before);
		this.#band?.add(row, sensor.holds ? row.valueSeconds / row.heldSeconds : row.sum / row.n);
	}

	#gain(row: Summary, before: Summary | null): number {
		if (this.#kind === 'increment') return row.sum;
		const known = before !== null && row.firstAt - before.lastAt <= TOTAL_LOOK_BACK_MS;
		return row.rise + (known ? gainBetween(before, row, this.#kind) : 0);
	}

	/** A value that holds after its row, up to the next one's first reading. */
	#hold(sensor: Sensor, { end, last, lastAt }: Summary, until: number): void {
		if (!sensor.holds) return;
		const to = Math.min(until, lastAt + HOLD_MS[sensor.kind], this.#now);
		if (to <= end) return;
		const { weighed, held } = this.#own;
		const { min, max } = this.#total;
		for (let n = firstAfter(sensor.wanted, end); n < sensor.wanted.length; n++) {
			const span = sensor.wanted[n];
			if (span === undefined || span.from >= to) return;
			const [from, upTo] = [Math.max(span.from, end), Math.min(span.to, to)];
			for (let i = firstAfter(this.#intervals, from); i < this.#intervals.length; i++) {
				const interval = this.#intervals[i];
				if (interval === undefined || interval.from >= upTo) break;
				const ms = Math.min(interval.to, upTo) - Math.max(interval.from, from);
				if (ms <= 0) continue;
				weighed[i] = (weighed[i] ?? 0) + (last * ms) / 1_000;
				held[i] = (held[i] ?? 0) + ms / 1_000;
				min[i] = Math.min(min[i] ?? Infinity, last);
				max[i] = Math.max(max[i] ?? -Infinity, last);
			}
		}
	}

	#endSensor(sensor: Sensor): void {
		this.#expect(sensor);
		const { n, sum, weighed, held, expected } = this.#own;
		const total = this.#total;
		for (let i = 0; i < this.#intervals.length; i++) {
			const [readings = 0, seconds = 0] = [n[i], held[i]];
			const known = sensor.holds ? seconds > 0 : readings > 0;
			total.n[i] = (total.n[i] ?? 0) + readings;
			// One that says more than it should is no stand-in for another that is silent.
			total.regular[i] = (total.regular[i] ?? 0) + Math.min(readings, expected[i] ?? 0);
			total.expected[i] = (total.expected[i] ?? 0) + (expected[i] ?? 0);
			if (!known) continue;
			total.sensors[i] = (total.sensors[i] ?? 0) + 1;
			const mean = sensor.holds ? (weighed[i] ?? 0) / seconds : (sum[i] ?? 0) / readings;
			total.means[i] = (total.means[i] ?? 0) + mean;
		}
		this.#band?.endSensor();
	}

	#expect({ wanted, intervalMs }: Sensor): void {
		if (intervalMs === null) return;
		const { expected } = this.#own;
		for (const span of wanted) {
			const to = Math.min(span.to, this.#now);
			for (let i = firstAfter(this.#intervals, span.from); i < this.#intervals.length; i++) {
				const interval = this.#intervals[i];
				if (interval === undefined || interval.from >= to) break;
				const ms = Math.min(interval.to, to) - Math.max(interval.from, span.from);
				if (ms > 0) expected[i] = (expected[i] ?? 0) + ms / intervalMs;
			}
		}
	}

	/** The columns; nothing can be added after. */
	columns(): Omit<HistorySeries, 'key' | 'madeOf'> {
		const total = this.#total;
		const isGauge = this.#kind === 'gauge';
		const hasMean = isGauge || this.#kind === 'state';
		const where = (known: Float64Array, value: (i: number) => number) =>
			this.#intervals.map((_, i) => ((known[i] ?? 0) > 0 ? value(i) : null));
		const all = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0);
		const share = (readings: number, expected: number) =>
			expected > 0 ? Math.min(1, readings / expected) : null;
		const measured = total.sensors;
		return {
			n: [...total.n],
			sensors: [...total.sensors],
			mean: hasMean
				? where(measured, (i) => (total.means[i] ?? 0) / (total.sensors[i] ?? 1))
				: this.#intervals.map(() => null),
			min: where(measured, (i) => total.min[i] ?? NaN),
			max: where(measured, (i) => total.max[i] ?? NaN),
			count: isGauge
				? this.#intervals.map(() => null)
				: where(this.#kind === 'state' ? measured : total.counted, (i) => total.count[i] ?? 0),
			complete: this.#intervals.map((_, i) => {
				// Less than one reading's worth is no ground to judge by.
				const expected = total.expected[i] ?? 0;
				return expected < 0.5 ? null : share(total.regular[i] ?? 0, expected);
			}),
			completeness: share(all(total.regular), all(total.expected)),
			...(this.#band && { band: this.#band.columns(this.#intervals) })
		};
	}
}

/** Of spans in order and apart, the place of the first that ends after a time. */
function firstAfter(spans: readonly Span[], at: number): number {
	let [low, high] = [0, spans.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((spans[middle]?.to ?? Infinity) <= at) low = middle + 1;
		else high = middle;
	}
	return low;
}
