import { expect, test } from 'vitest';
import type { Health } from '#lib/domain/live-events.ts';
import type { RiverReport } from '#lib/domain/river-report.ts';
import { prometheusText } from '../../src/routes/metrics/prometheus.server.ts';

const part = (state: 'running' | 'waiting' | 'stopped') => ({ state, detail: '', since: 0 });
const health: Health = { broker: part('running'), spool: part('stopped'), store: part('waiting') };

const report: RiverReport = {
	at: 0,
	flow: {
		...{ from: 0, to: 0, refused: [] },
		messages: { received: 0, decoded: 0, nothing: 0, quarantined: 0, duplicate: 0 },
		readings: { waitingBefore: 0, decoded: 0, stored: 0, rejected: 0, repeated: 0, waiting: 3 }
	},
	devices: [{ device: 'a', readings: 7, refused: 0, learnedMs: null }],
	heartbeats: {},
	refusals: [],
	totals: {
		...{ received: 12, decoded: 9, nothing: 1, quarantined: 1, duplicate: 1 },
		...{ 'readings.decoded': 90, 'readings.stored': 87, 'refused.not-json': 1 }
	},
	spool: { bytes: 8_192, maxBytes: 1_048_576 },
	imbalance: null
};

/** Every sample of a text by name and labels; the format is `name{labels} value`. */
function samples(text: string): Map<string, number> {
	const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
	return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]));
}

test('each term of the ledger is a sample, and the sums can be made of them', () => {
	const of = samples(prometheusText(health, report, 5));
	const messages = (term: string) => of.get(`nyaman_messages_total{term="${term}"}`) ?? NaN;
	expect(messages('received')).toBe(
		messages('decoded') + messages('nothing') + messages('quarantined') + messages('duplicate')
	);
	const readings = (term: string) => of.get(`nyaman_readings_total{term="${term}"}`) ?? NaN;
	expect(readings('decoded')).toBe(
		readings('stored') +
			readings('rejected') +
			readings('repeated') +
			(of.get('nyaman_readings_waiting') ?? NaN)
	);
	expect(of.get('nyaman_refused_total{reason="not-json"}')).toBe(1);
	expect(of.get('nyaman_ledger_open')).toBe(0);
	expect(of.get('nyaman_part_state{part="spool",state="stopped"}')).toBe(1);
	expect(of.get('nyaman_part_state{part="spool",state="running"}')).toBe(0);
});

test('where the river does not answer, its health is told and no figure is made up', () => {
	const of = samples(prometheusText(health, null, 5));
	expect([...of.keys()].filter((name) => !/uptime|part_state/.test(name))).toEqual([]);
	expect(of.get('nyaman_uptime_seconds')).toBe(5);
});

test('a label that holds quotes or a line end stays one label', () => {
	const odd = { ...report, totals: { 'refused.a"b\nc\\d': 2 } };
	expect(prometheusText(health, odd, 0)).toContain(
		'nyaman_refused_total{reason="a\\"b\\nc\\\\d"} 2'
	);
});
