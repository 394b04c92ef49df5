import { expect, test } from 'vitest';
import { packRows, unpackRows } from '#lib/live/packed-rows.ts';
import type { LiveRow } from '#lib/live/wire.ts';

const AT = Date.parse('2026-11-24T10:00:00+07:00');
const row = (device: string, channel: string, metric: LiveRow[2], value: number, at = AT) =>
	[device, channel, metric, value, at, at + 90, 'device'] as const satisfies LiveRow;

test.each<{ what: string; rows: LiveRow[]; packed: number }>([
	{ what: 'nothing', rows: [], packed: 0 },
	{
		what: 'one message with three values',
		rows: [
			row('a', '', 'co2', 640),
			row('a', '', 'temperature', 25.2),
			row('a', '', 'humidity', 0)
		],
		packed: 1
	},
	{
		what: 'two lines of one counter, and an older value of the first',
		rows: [
			row('a', '1', 'count_in_total', 5),
			row('a', '2', 'count_in_total', 7),
			row('a', '1', 'battery', 81, AT - 60_000)
		],
		packed: 3
	}
])('$what come out as they went in, in $packed parts', ({ rows, packed }) => {
	const sent = packRows(rows);
	expect(sent).toHaveLength(packed);
	expect(unpackRows(sent)).toEqual(rows);
});
