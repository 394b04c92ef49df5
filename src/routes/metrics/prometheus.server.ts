/** The river's report in the exposition format of Prometheus, version 0.0.4. */
import type { Health } from '#lib/domain/live-events.ts';
import type { RiverReport } from '#lib/domain/river-report.ts';

const STATES = ['running', 'waiting', 'stopped'] as const;
const MESSAGES = ['received', 'decoded', 'nothing', 'quarantined', 'duplicate'];
const READINGS = ['decoded', 'stored', 'rejected', 'repeated', 'conflict'];
const REFUSED = 'refused.';

/**
 * @param report null where the river does not answer, or workers keep a ledger each: then only
 * health is told
 * @param upSeconds since the process started
 */
export function prometheusText(
	health: Health,
	report: RiverReport | null,
	upSeconds: number
): string {
	const parts = Object.entries(health).flatMap(([part, { state }]) =>
		STATES.map((name) => [{ part, state: name }, state === name ? 1 : 0] as const)
	);
	const families = [
		family('nyaman_uptime_seconds', 'gauge', 'Since the process started.', [[{}, upSeconds]]),
		family('nyaman_part_state', 'gauge', '1 for the state that a part of ingest is in.', parts)
	];
	if (report !== null) families.push(...ledger(report));
	return `${families.join('\n')}\n`;
}

function ledger({ totals, flow, spool, imbalance, devices }: RiverReport): string[] {
	const of = (term: string) => totals[term] ?? 0;
	const refused = Object.keys(totals).filter((term) => term.startsWith(REFUSED));
	return [
		family(
			'nyaman_messages_total',
			'counter',
			'Messages by what became of them: received = decoded + nothing + quarantined + duplicate.',
			MESSAGES.map((term) => [{ term }, of(term)])
		),
		family(
			'nyaman_readings_total',
			'counter',
			'Readings by what became of them: decoded = stored + rejected + repeated + waiting.',
			READINGS.map((term) => [{ term }, of(`readings.${term}`)])
		),
		family(
			'nyaman_refused_total',
			'counter',
			'Values and messages that were not read, by the word of the refusal.',
			refused.map((term) => [{ reason: term.slice(REFUSED.length) }, of(term)])
		),
		family(
			'nyaman_quarantine_evicted_total',
			'counter',
			'Quarantined messages that made room for newer ones.',
			[[{}, of('quarantine.evicted')]]
		),
		family(
			'nyaman_broker_dropped_total',
			'counter',
			'What the broker says to have dropped, of any of its clients.',
			[[{}, of('broker.dropped')]]
		),
		family('nyaman_readings_waiting', 'gauge', 'Readings in the spool, for the store to take.', [
			[{}, flow.readings.waiting]
		]),
		family('nyaman_spool_bytes', 'gauge', 'Size of the spool file.', [[{}, spool.bytes]]),
		family('nyaman_spool_max_bytes', 'gauge', 'What SPOOL_MAX_MB allows.', [[{}, spool.maxBytes]]),
		family('nyaman_ledger_open', 'gauge', '1 while a sum of the ledger does not close.', [
			[{}, imbalance === null ? 0 : 1]
		]),
		family('nyaman_devices', 'gauge', 'Devices heard of in the last 24 hours.', [
			[{}, devices.filter(({ readings }) => readings > 0).length]
		])
	];
}

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

function family(
	name: string,
	type: 'counter' | 'gauge',
	help: string,
	samples: readonly Sample[]
): string {
	const lines = samples.map(([labels, value]) => `${name}${labelled(labels)} ${value}`);
	return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n');
}

function labelled(labels: Readonly<Record<string, string>>): string {
	const pairs = Object.entries(labels).map(
		([name, value]) =>
			`${name}="${value.replace(/[\\"\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`))}"`
	);
	return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
