/** `npm run replay -- FILE.csv --map MAPPING.json --speed N`: recorded readings once more, over MQTT. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { readConfig } from '../src/lib/server/config.ts';
import type { Config } from '../src/lib/server/config.ts';
import { readArgs, runCommand, EXIT, CommandFault, UsageFault } from './command.ts';
import { readMapping } from './csv-mapping.ts';
import { readRows } from './csv-rows.ts';
import { announceMapping } from './csv-words.ts';
import { openProgress } from './progress.ts';
import { publishRows } from './replay-publish.ts';

const USAGE = `npm run replay -- FILE.csv --map MAPPING.json [--speed N] [--url mqtt://…]
  --speed  times real time; max or 0: as fast as the broker acknowledges (default 1)
  --url    the broker; default MQTT_URL, else BROKER_HOST and BROKER_PORT`;
/** Faults that are told one by one; the others are counted. */
const MAX_TOLD = 20;

interface Wanted {
	file: string;
	map: string;
	speed: number;
	url: string | undefined;
}

/** @throws {UsageFault} it is not what the command takes */
function readWanted(args: readonly string[]): Wanted {
	const { values, positionals } = readArgs(args, {
		map: { type: 'string' },
		speed: { type: 'string', default: '1' },
		url: { type: 'string' }
	});
	const [file, ...more] = positionals;
	if (file === undefined || more.length > 0) throw new UsageFault('one file is wanted');
	if (values.map === undefined) throw new UsageFault('--map is wanted');
	const speed = values.speed === 'max' ? 0 : Number(values.speed);
	if (!(speed >= 0 && speed < Infinity)) throw new UsageFault('--speed is a number, or max');
	return { file, map: values.map, speed, url: values.url };
}

async function connectTo(url: string, mqtt: Config['mqtt']): Promise<MqttClient> {
	const { username, password, caFile } = mqtt;
	try {
		return await connectAsync(
			url,
			{
				protocolVersion: 4,
				connectTimeout: 10_000,
				...(username === null ? {} : { username }),
				...(password === null ? {} : { password }),
				...(caFile === null ? {} : { ca: readFileSync(caFile) })
			},
			false
		);
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		throw new CommandFault(`${url}: ${cause}`);
	}
}

await runCommand(USAGE, async (args) => {
	const wanted = readWanted(args);
	const progress = openProgress(process.stderr, 'messages');
	const mapping = readMapping(wanted.map);
	const size = statSync(wanted.file, { throwIfNoEntry: false })?.size;
	if (size === undefined) throw new CommandFault(`${wanted.file} is not there`);
	const { mqtt, broker } = readConfig(process.env);
	const url = wanted.url ?? mqtt.url ?? `mqtt://${broker.host}:${broker.port}`;
	const { speed } = wanted;
	progress.say(
		`${wanted.file} · ${speed === 0 ? 'as fast as acknowledged' : `${speed} × real time`}`
	);
	for (const line of announceMapping(mapping)) progress.say(line);

	const client = await connectTo(url, mqtt);
	client.on('error', (error) => progress.say(`${url}: ${error.message}; trying again`));
	const input = createReadStream(wanted.file);
	let faults = 0;
	const rows = readRows(input, mapping, (line, what) => {
		faults += 1;
		if (faults <= MAX_TOLD) progress.say(`line ${line}: ${what}`);
	});
	try {
		const count = await publishRows(client, rows, speed, (sent, { bytes }) => {
			// Acknowledgements may overtake each other, so the last row is not yet the end.
			progress.show(Math.min(0.99, bytes / size), sent);
		});
		progress.show(1, count);
		progress.end();
		const left = faults > MAX_TOLD ? `, ${faults - MAX_TOLD} more than are told above` : '';
		console.log(`${count} messages acknowledged by ${url}; ${faults} faults in the file${left}`);
		return EXIT.done;
	} finally {
		await client.endAsync();
	}
});
