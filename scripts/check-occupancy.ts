/** `npm run -s check:occupancy -- --seeds 20`: the product's estimate of people inside, scored on counts with a known truth. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { OccupancyEstimator } from '../src/lib/domain/occupancy/estimator.ts';
import { dailyNights } from '../src/lib/domain/occupancy/nights.ts';

const CHECK = new URL('../../shared/check/occupancy.mjs', import.meta.url);
/** Share seen of those coming in and going out: told to the generator, never to the estimator. */
const PAIRS = [
	[0.98, 0.95],
	[0.95, 0.98],
	[0.97, 0.97],
	[0.99, 0.9]
] as const;
const USAGE = 'npm run -s check:occupancy -- [--seeds 20] [--days 50] [--json]';

interface GeneratedLine {
	at: string;
	door: string;
	in: number;
	out: number;
}
interface Generated {
	header: { timezone: string; opening: string; closing: string };
	counts: GeneratedLine[];
	truth: { at: string; people: number }[];
}
interface ScoredEstimate {
	at: string;
	live?: number;
	lo?: number;
	hi?: number;
	history?: number;
}
interface Score {
	maeLive: number;
	maeHistory: number;
	bias: number;
	coverage: number;
	width: number;
}
/** What `check/occupancy.mjs` exports. */
interface Check {
	generate(wanted: { seed: number; detectIn: number; detectOut: number; days: number }): Generated;
	score(truth: Generated['truth'], estimates: readonly ScoredEstimate[]): Score;
	baselines(
		data: Generated
	): Record<'raw' | 'clamp' | 'proportional' | 'learned', ScoredEstimate[]>;
}

/** The estimator hears the lines up to each instant, and is asked before it hears another. */
function estimate(
	hours: { opening: string; closing: string; timezone: string },
	counts: readonly GeneratedLine[],
	instants: readonly string[]
): ScoredEstimate[] {
	const nights = dailyNights(hours.opening, hours.closing, hours.timezone);
	const estimator = new OccupancyEstimator({ nights });
	const estimates: ScoredEstimate[] = [];
	const lines = counts.map((line) => ({ ...line, at: Date.parse(line.at) }));
	const asked = instants.map((at) => Date.parse(at));
	const dayLater = (asked.at(-1) ?? 0) + 24 * 3_600_000;
	let next = 0;
	for (const at of [...asked, dayLater]) {
		for (let line = lines[next]; line !== undefined && line.at <= at; line = lines[++next]) {
			estimator.count(line);
		}
		const live = estimator.at(at);
		for (const past of estimator.takeHistory()) {
			estimates.push({ at: new Date(past.at).toISOString(), history: past.people });
		}
		if (at === dayLater) continue;
		const written = new Date(at).toISOString();
		estimates.push({ at: written, live: live.people, lo: live.low, hi: live.high });
	}
	return estimates;
}

/** Means over the seeds, persons. */
function measure(check: Check, seeds: number, days: number) {
	return PAIRS.map(([detectIn, detectOut]) => {
		const scores = Array.from({ length: seeds }, (_, n) => {
			const data = check.generate({ seed: n + 1, detectIn, detectOut, days });
			const { opening, closing, timezone } = data.header;
			const instants = data.truth.map(({ at }) => at);
			const own = check.score(
				data.truth,
				estimate({ opening, closing, timezone }, data.counts, instants)
			);
			const others = check.baselines(data);
			return {
				live: own.maeLive,
				history: own.maeHistory,
				bias: own.bias,
				coverage: own.coverage,
				width: own.width,
				raw: check.score(data.truth, others.raw).maeLive,
				learned: check.score(data.truth, others.learned).maeLive,
				proportional: check.score(data.truth, others.proportional).maeHistory
			};
		});
		const mean = (of: keyof (typeof scores)[number]): number =>
			scores.reduce((sum, score) => sum + score[of], 0) / scores.length;
		return {
			detection: { in: detectIn, out: detectOut },
			live: {
				mae: mean('live'),
				raw: mean('raw'),
				learnedRatio: mean('learned'),
				bias: mean('bias')
			},
			history: { mae: mean('history'), proportional: mean('proportional') },
			band: { coverage: mean('coverage'), width: mean('width') }
		};
	});
}

function print(rows: ReturnType<typeof measure>, seeds: number, days: number): void {
	console.log(
		`People inside, mean absolute error in persons: ${seeds} seeds, ${days} service days, the first 10 not scored,`
	);
	console.log('service hours only, before any correction at closing. Simulated counts.\n');
	const heads = [
		'in/out %',
		'live',
		'raw',
		'learned',
		'bias',
		'history',
		'proport.',
		'90 % band',
		'width'
	];
	console.log(heads.map((head, n) => (n === 0 ? head.padEnd(9) : head.padStart(10))).join(''));
	for (const { detection, live, history, band } of rows) {
		const cells = [
			live.mae.toFixed(2),
			live.raw.toFixed(2),
			live.learnedRatio.toFixed(2),
			live.bias.toFixed(2),
			history.mae.toFixed(2),
			history.proportional.toFixed(2),
			`${(band.coverage * 100).toFixed(1)} %`,
			band.width.toFixed(1)
		];
		const pair = `${Math.round(detection.in * 100)}/${Math.round(detection.out * 100)}`;
		console.log(pair.padEnd(9) + cells.map((cell) => cell.padStart(10)).join(''));
	}
	console.log('\nlive against raw and learned ratio; history against end-of-day proportional;');
	console.log('width: mean of the band that should hold the true number nine times of ten.');
}

function readWanted(
	args: readonly string[]
): { seeds: number; days: number; json: boolean } | null {
	try {
		const { values } = parseArgs({
			args: [...args],
			options: {
				seeds: { type: 'string', default: '20' },
				days: { type: 'string', default: '50' },
				json: { type: 'boolean', default: false }
			}
		});
		const [seeds, days] = [Number(values.seeds), Number(values.days)];
		const whole = Number.isInteger(seeds) && Number.isInteger(days);
		return whole && seeds >= 1 && days > 10 ? { seeds, days, json: values.json } : null;
	} catch {
		// An option that it does not know: the usage says which there are.
		return null;
	}
}

const wanted = readWanted(process.argv.slice(2));
if (wanted === null) {
	console.error(USAGE);
	process.exitCode = 2;
} else if (!existsSync(CHECK)) {
	console.error(`the generator and scorer are not there: ${fileURLToPath(CHECK)}`);
	process.exitCode = 1;
} else {
	const check = (await import(CHECK.href)) as Check;
	const rows = measure(check, wanted.seeds, wanted.days);
	if (wanted.json) {
		console.log(JSON.stringify({ unit: 'persons', ...wanted, json: undefined, rows }, null, 2));
	} else print(rows, wanted.seeds, wanted.days);
}
