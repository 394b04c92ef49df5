/** `npm run demo`: the sample building, alive by a simulator, in a data folder of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endOnSignal, main, serve } from './serve.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

await main(async () => {
	const environment = {
		...process.env,
		NYAMAN_SIMULATED: '1',
		DATA_DIR: process.env.DATA_DIR || './data/demo',
		LOG_LEVEL: process.env.LOG_LEVEL || 'warn'
	};
	const { address, config, end } = await serve(environment);
	const broker = config.mqtt.url ?? `mqtt://${config.broker.host}:${config.broker.port}`;
	const simulator = spawn(
		process.execPath,
		[
			join(root, 'simulator', 'main.ts'),
			'--url',
			broker,
			'--building',
			join(config.dataDir, 'building'),
			...process.argv.slice(2)
		],
		{ stdio: ['ignore', 'pipe', 'inherit'], env: environment }
	);
	let ending = false;
	endOnSignal(() => {
		ending = true;
		simulator.kill('SIGTERM');
		end();
	});
	simulator.once('exit', (code) => {
		if (!ending)
			console.error(`nyaman: the simulator ended with ${code}; the pages stay as they are`);
	});
	simulator.stdout.once('data', (line: Buffer) => {
		const store = config.influx
			? `InfluxDB at ${config.influx.url}`
			: `SQLite in ${config.dataDir}`;
		console.log(
			`Nyaman demo is at ${address} · ${line.toString().split('\n')[0]?.trim()} · stored in ${store}`
		);
	});
});
