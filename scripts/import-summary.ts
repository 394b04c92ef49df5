/** What an import found and did, counted while it runs, and said at its end. */
import { metricSpec } from '../src/lib/domain/metrics.ts';
import type { Metric } from '../src/lib/domain/metrics.ts';
import type { Reading } from '../src/lib/domain/reading.ts';
import { isoTime, short } from './import-check.ts';

interface OfMetric {
	n: number;
	min: number;
	max: number;
	/** Of a state: how many are 1. */
	on: number;
}

export class ImportSummary {
	rows = 0;
	/** Rows that an earlier run has stored. */
	before = 0;
	/** Rows that the mapping's `only` does not want. */
	leftOut = 0;
	/** Rows of an hour that occurs twice. */
	placed = 0;
	/** Faults of rows and cells. */
	refused = 0;
	/** Readings that are older than raw ones are kept. */
	aged = 0;
	readonly #keptFrom: number;
	readonly counts = { new: 0, same: 0, kept: 0, replaced: 0 };
	readonly devices = new Set<string>();
	/** The first reading in words, so that zone and unit can be checked by eye. */
	#first: string | null = null;
	#from = Infinity;
	#to = -Infinity;
	readonly #metrics = new Map<Metric, OfMetric>();

	/** @param keptFrom epoch ms: what is older is removed by age */
	constructor(keptFrom: number) {
		this.#keptFrom = keptFrom;
	}

	get readings(): number {
		return [...this.#metrics.values()].reduce((sum, { n }) => sum + n, 0);
	}

	/** Readings that the file holds, whatever becomes of them. */
	found(readings: readonly Reading[], line: number): void {
		const [first] = readings;
		if (first !== undefined) this.#first ??= firstLine(first, line);
		for (const { device, metric, value, at } of readings) {
			this.devices.add(device);
			if (at < this.#keptFrom) this.aged += 1;
			this.#from = Math.min(this.#from, at);
			this.#to = Math.max(this.#to, at);
			const of = this.#metrics.get(metric);
			if (of === undefined)
				this.#metrics.set(metric, { n: 1, min: value, max: value, on: Number(value === 1) });
			else {
				of.n += 1;
				of.on += Number(value === 1);
				of.min = Math.min(of.min, value);
				of.max = Math.max(of.max, value);
			}
		}
	}

	/** From the earliest to the latest; null where there is none. */
	span(): { from: number; to: number } | null {
		return this.#from <= this.#to ? { from: this.#from, to: this.#to } : null;
	}

	/** @param registered devices that the building's register knows; null: there is none to ask */
	lines(dryRun: boolean, replace: boolean, registered: ReadonlySet<string> | null): string[] {
		const span = this.span();
		const { devices } = this;
		const some = [...devices].slice(0, 3).join(', ');
		const known = registered && [...devices].filter((device) => registered.has(device)).length;
		return [
			`${this.rows} rows, ${this.readings} readings of ${devices.size} ${devices.size === 1 ? 'device' : 'devices'}${some && ` (${some}${devices.size > 3 ? ', …' : ''})`}`,
			...(this.#first === null ? [] : [this.#first]),
			...(span ? [`from ${isoTime(span.from)} to ${isoTime(span.to)} (UTC)`] : []),
			...[...this.#metrics].map(metricLine),
			...(this.leftOut > 0 ? [`${this.leftOut} rows are left out by the mapping's "only"`] : []),
			...(this.placed > 0
				? [`${this.placed} rows are of an hour that occurs twice, and were placed by their order`]
				: []),
			...(known !== null && devices.size > 0
				? [`${known} of the ${devices.size} devices stand in the building's register`]
				: []),
			...(this.aged > 0
				? [
						`${this.aged} readings are older than RETENTION_DAYS: the server removes them once they are summed up, and keeps the sums; RETENTION_DAYS=0 keeps them too`
					]
				: []),
			...(this.before > 0 ? [`${this.before} rows were stored by the run before this one`] : []),
			this.#outcome(dryRun, replace),
			`refused: ${this.refused}`
		];
	}

	#outcome(dryRun: boolean, replace: boolean): string {
		const { counts } = this;
		const differ = replace
			? `${counts.replaced} ${dryRun ? 'would replace' : 'replaced'} another value`
			: `${counts.kept} differ from what is stored, which ${dryRun ? 'would be' : 'was'} kept (--replace to change it)`;
		return `${counts.new} ${dryRun ? 'would be stored' : 'stored'}, ${counts.same} there already, ${differ}`;
	}
}

function metricLine([metric, { n, min, max, on }]: [Metric, OfMetric]): string {
	const { kind, unit } = metricSpec(metric);
	return kind === 'state'
		? `${metric}: ${n} readings, ${on} of them 1`
		: `${metric}: ${n} readings, ${short(min)} to ${short(max)} ${unit}`;
}

function firstLine({ device, channel, metric, value, at }: Reading, line: number): string {
	const of = channel === '' ? device : `${device}, ${channel}`;
	return `line ${line} is ${metric} ${short(value)} ${metricSpec(metric).unit} of ${of} at ${isoTime(at)}`;
}
