/**
 * `npm run bench:ingest`: a full MQTT queue into InfluxDB, by Nyaman, by Node-RED with
 * node-red-contrib-influxdb, and by a bare loop. Rounds are interleaved; medians are told.
 * `--messages N`, `--rounds N`, `--json` (one object on stdout), `--node-red DIR` (where it is
 * installed already; else into a temporary folder), `--only NAME`.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bareLoop, nodeRed, ours } from './support/contestants.ts';
import { drain } from './support/drain.ts';
import type { Run } from './support/drain.ts';
import { installNodeRed } from './support/node-red.ts';

const { values: options } = parseArgs({
	options: {
		json: { type: 'boolean', default: false },
		messages: { type: 'string', default: '100000' },
		rounds: { type: 'string', default: '3' },
		'node-red': { type: 'string' },
		only: { type: 'string' }
	}
});
const MESSAGES = Number(options.messages);
const ROUNDS = Number(options.rounds);
/** Ours against Node-RED: messages a second at least, processor time at most. */
const TARGET = { speed: 1.3, cpu: 0.8 };

const wanted = (name: string) => options.only === undefined || options.only === name;
const contestants = [
	...(wanted('nyaman') ? [ours] : []),
	...(wanted('node-red') ? [nodeRed(installNodeRed(options['node-red']))] : []),
	...(wanted('bare loop') ? [bareLoop] : [])
];

const runs = new Map<string, Run[]>(contestants.map(({ name }) => [name, []]));
for (let round = 1; round <= ROUNDS; round++) {
	for (const contestant of contestants) {
		const run = await drain(contestant, MESSAGES);
		runs.get(contestant.name)?.push(run);
		console.error(
			`round ${round}, ${contestant.name}: ${run.messagesPerSecond.toFixed(0)} messages/s, lost ${run.lost}`
		);
	}
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const [low = NaN, high = NaN] = [sorted[sorted.length % 2 ? middle : middle - 1], sorted[middle]];
	return (low + high) / 2;
}

const results = [...runs].map(([name, of]) => ({
	name,
	messagesPerSecond: Math.round(median(of.map((run) => run.messagesPerSecond))),
	cpuSecondsPer1000: Number(median(of.map((run) => run.cpuSecondsPer1000)).toFixed(4)),
	peakMegabytes: Math.round(median(of.map((run) => run.peakMegabytes))),
	lost: of.reduce((sum, run) => sum + run.lost, 0),
	runs: of
}));
const of = (name: string) => results.find((result) => result.name === name);
const [mine, theirs] = [of('nyaman'), of('node-red')];
const ratio = mine &&
	theirs && {
		speed: Number((mine.messagesPerSecond / theirs.messagesPerSecond).toFixed(2)),
		cpu: Number((mine.cpuSecondsPer1000 / theirs.cpuSecondsPer1000).toFixed(2))
	};
const met = ratio && ratio.speed >= TARGET.speed && ratio.cpu <= TARGET.cpu && mine.lost === 0;

if (options.json) {
	const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
	console.log(
		JSON.stringify({
			...{ bench: 'ingest', messages: MESSAGES, rounds: ROUNDS, machine },
			...{ results, ratio: ratio ?? null, target: TARGET, met: met ?? null }
		})
	);
} else {
	console.table(
		Object.fromEntries(results.map(({ name, runs: _runs, ...figures }) => [name, figures]))
	);
	if (ratio) {
		console.log(
			`nyaman / node-red: ${ratio.speed} × messages/s (target ≥ ${TARGET.speed}), ${ratio.cpu} × CPU (target ≤ ${TARGET.cpu}): ${met ? 'met' : 'missed'}`
		);
	}
}
