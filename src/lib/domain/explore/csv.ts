/** What is shown of the past as a file: lines that say what it is, then a row an interval, room and period. */
import { metricSpec } from '../metrics.ts';
import type { HistoryAnswer } from '../rollups/history-answer.ts';
import type { Span } from '../rollups/intervals.ts';
import { figuresOf, shownIntervals } from './figures.ts';
import { writtenInstant } from './written-time.ts';

/** One quantity over one period, as far as it is shown. */
export interface CsvPart {
	answer: HistoryAnswer;
	/** Only the intervals of which a part lies in it are written. */
	span: Span;
	/** `this`, or what it is compared with. */
	period: string;
	/** Name of a series by its key. */
	nameOf: (key: string) => string;
}

export interface CsvHead {
	building: string;
	/** What every reader of the file must know: that it is simulated. */
	notice: string | null;
	/** Epoch ms UTC. */
	madeAt: number;
	timeZone: string;
}

const COLUMNS = [
	'quantity',
	'unit',
	'period',
	'room',
	'from',
	'to',
	'part_interval',
	'mean',
	'min',
	'max',
	'count',
	'readings',
	'sensors',
	'completeness'
] as const;

/** Excel takes a file for UTF-8 by this. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Lines end in CR LF and cells are quoted as in RFC 4180; decimals have a point, times their
 * offset. Lines that begin with `#` say zone, unit, source, bucket and completeness.
 */
export function writeCsv(head: CsvHead, parts: readonly CsvPart[]): string {
	const lines = [
		`# ${head.building}`,
		...(head.notice === null ? [] : [`# ${head.notice}`]),
		`# made: ${writtenInstant(head.madeAt, head.timeZone)}`,
		`# zone: ${head.timeZone}`,
		...parts.flatMap(describe),
		COLUMNS.join(','),
		...parts.flatMap(rowsOf)
	];
	return `${BYTE_ORDER_MARK}${lines.map((line) => line.replace(/[\r\n]+/g, ' ')).join('\r\n')}\r\n`;
}

function describe({ answer, span, period, nameOf }: CsvPart): string[] {
	const { timeZone } = answer;
	const [from, to] = [writtenInstant(span.from, timeZone), writtenInstant(span.to, timeZone)];
	const facts = [
		`quantity: ${answer.metric}`,
		`unit: ${unitOf(answer)}`,
		`period: ${period}`,
		`span: ${from}/${to}`,
		`source: ${SOURCES[answer.source]}`,
		`bucket: ${typeof answer.every === 'number' ? `${answer.every / 1_000} s` : answer.every}`,
		`hours: ${answer.serviceOnly ? 'service hours only' : 'all'}`,
		...(answer.pending > 0 ? [`being summed up again: ${answer.pending} sensor days`] : [])
	];
	const completeness = answer.series.map((series) => {
		const share = figuresOf(answer, series, span).completeness;
		const words = share === null ? 'not known' : numeral(share);
		return `# completeness of ${answer.metric}, ${period}, ${nameOf(series.key)}: ${words}`;
	});
	return [`# ${facts.join('; ')}`, ...completeness];
}

const SOURCES: Record<HistoryAnswer['source'], string> = {
	raw: 'raw readings',
	quarter: 'summaries of 15 minutes',
	day: 'summaries of days'
};

/** A state's mean is a share of the time, whatever its readings are. */
function unitOf({ metric, kind }: HistoryAnswer): string {
	return kind === 'state' ? 'share of time, 0 to 1' : metricSpec(metric).unit;
}

function rowsOf({ answer, span, period, nameOf }: CsvPart): string[] {
	const { metric, timeZone, starts, ends, cut } = answer;
	const [first, end] = shownIntervals(answer, span);
	const unit = unitOf(answer);
	return answer.series.flatMap((series) => {
		const rows: string[] = [];
		for (let i = first; i < end; i++) {
			const cells = [
				metric,
				unit,
				period,
				nameOf(series.key),
				writtenInstant(starts[i] ?? 0, timeZone),
				writtenInstant(ends[i] ?? 0, timeZone),
				cut[i] ? '1' : '0',
				...[series.mean[i], series.min[i], series.max[i], series.count[i]].map(numeral),
				numeral(series.n[i]),
				numeral(series.sensors[i]),
				numeral(series.complete[i])
			];
			rows.push(cells.map(quoted).join(','));
		}
		return rows;
	});
}

/** No more digits than a mean of readings can mean; a gap is an empty cell. */
function numeral(value: number | null | undefined): string {
	return value == null ? '' : String(Math.round(value * 1e6) / 1e6);
}

function quoted(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
