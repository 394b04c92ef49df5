/** `npm run demo`: the sample building, alive by a simulator, with a clock and a past of its own, in a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readBuilding, seedBuilding } from '../floorplan/read-building.ts';
import { ConfigError, readConfig } from '../src/lib/server/config.ts';
import { sampleFolder } from '../src/lib/server/sample.ts';
import { KEEP_EVERY_MS, openDemoClock, shownTime } from './demo-clock.ts';
import { endOnSignal, main, serve } from './serve.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A child that ends with us, also when we are killed: its channel closes. */
function start(script: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
	return spawn(process.execPath, [join(root, script), ...args], {
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
		env
	});
}

function options() {
	try {
		const text = { type: 'string' } as const;
		return parseArgs({ options: { at: text, seed: text, speed: text, rate: text } }).values;
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new ConfigError([`${why}: the demo knows --at, --seed, --speed and --rate`]);
	}
}

function readSeed(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (Number(text) > 0) return Number(text);
	throw new ConfigError([`--seed must be a number above 0, not ${text}`]);
}

await main(async () => {
	const { at, seed: seedText, speed, rate } = options();
	const demo = {
		...process.env,
		NYAMAN_SIMULATED: '1',
		DATA_DIR: process.env.DATA_DIR || './data/demo',
		LOG_LEVEL: process.env.LOG_LEVEL || 'warn'
	};
	const { dataDir } = readConfig(demo);
	const folder = join(dataDir, 'building');
	seedBuilding(sampleFolder(), folder);
	const { timeZone } = readBuilding(folder);
	const clock = openDemoClock({ dataDir, timeZone, at, seed: readSeed(seedText) });
	const environment = { ...demo, NYAMAN_CLOCK_OFFSET_MS: String(Math.round(clock.offsetMs)) };
	const shown = shownTime(clock.now(), timeZone);
	const { address, config, end } = await serve(environment);
	clock.keep();
	const keeping = setInterval(() => clock.keep(), KEEP_EVERY_MS);

	const broker = config.mqtt.url ?? `mqtt://${config.broker.host}:${config.broker.port}`;
	const same = ['--origin', new Date(clock.origin).toISOString(), '--seed', String(clock.seed)];
	const pace = [...(speed ? ['--speed', speed] : []), ...(rate ? ['--rate', rate] : [])];
	const target = ['--url', broker, '--building', folder];
	const simulator = start('simulator/main.ts', [...target, ...same, ...pace], environment);
	const history = start('scripts/seed-history.ts', same, environment);
	let ending = false;
	endOnSignal(() => {
		ending = true;
		clearInterval(keeping);
		clock.stop();
		simulator.kill('SIGTERM');
		history.kill('SIGTERM');
		end();
	});
	simulator.once('exit', (code) => {
		if (!ending)
			console.error(`nyaman: the simulator ended with ${code}; the pages stay as they are`);
	});
	history.once('exit', (code) => {
		if (!ending && code !== 0)
			console.error(`nyaman: the history ended with ${code}; what is stored stays as it is`);
	});
	simulator.stdout?.once('data', (line: Buffer) => {
		const store = config.influx
			? `InfluxDB at ${config.influx.url}`
			: `SQLite in ${config.dataDir}`;
		console.log(
			`Nyaman demo is at ${address} · simulated ${shown} · ${line.toString().split('\n')[0]?.trim()} · stored in ${store}`
		);
	});
});
