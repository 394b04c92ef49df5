/** A mapping in plain lines, so that a person sees what the file is taken for before it is. */
import { metricSpec } from '../src/lib/domain/metrics.ts';
import type { ColumnMapping, CsvMapping } from './csv-mapping.ts';

/** Time with its zone, device, and a line a column with its units. */
export function announceMapping({ time, device, columns, only }: CsvMapping): string[] {
	const epoch = time.format.startsWith('epoch');
	const where = `column ${time.columns.join(' and ')}`;
	const filters = Object.entries(only).map(
		([column, cells]) =>
			`only rows whose ${column} is ${cells.map((c) => c || 'empty').join(' or ')}`
	);
	return [
		`time: ${where}, ${time.format}, ${epoch ? 'UTC' : `zone ${time.zone}`}`,
		`device: ${typeof device === 'string' ? device : `column ${device.column}`}`,
		...filters,
		...columns.map(columnLine)
	];
}

function columnLine({ column, metric, unit, channel, linear, words }: ColumnMapping): string {
	const quantity = typeof metric === 'string' ? metric : `the quantity of column ${metric.column}`;
	const of =
		typeof channel === 'string' ? channel && ` of ${channel}` : ` of column ${channel.column}`;
	const spelled = [...words]
		.map(([word, value]) => `${word} = ${value === null ? 'no value' : value}`)
		.join(', ');
	return `${column}: ${quantity}${of}, ${unitWords(metric, unit, linear)}${spelled && `; ${spelled}`}`;
}

function unitWords(
	metric: ColumnMapping['metric'],
	unit: ColumnMapping['unit'],
	linear: ColumnMapping['linear']
): string {
	if (typeof unit !== 'string') return `in the unit of column ${unit.column}`;
	const kept = typeof metric === 'string' ? metricSpec(metric).unit : 'the quantity’s unit';
	const to = unit === kept ? unit : `${unit} → ${kept}`;
	if (linear === null || (linear.scale === 1 && linear.offset === 0)) return to;
	const { scale, offset } = linear;
	const shift = offset === 0 ? '' : ` ${offset < 0 ? '−' : '+'} ${Math.abs(offset)}`;
	return `${to} (× ${scale}${shift})`;
}
