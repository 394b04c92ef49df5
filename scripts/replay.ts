/** `npm run replay -- FILE.csv --map MAPPING.json --speed N`: recorded readings once more, over MQTT. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { metricSpec } from '../src/lib/domain/metrics.ts';
import { readConfig } from '../src/lib/server/config.ts';
import type { Config } from '../src/lib/server/config.ts';
import { readMapping } from './replay-mapping.ts';
import type { ReplayMapping } from './replay-mapping.ts';
import { openProgress } from './replay-progress.ts';
import { publishRows } from './replay-publish.ts';
import { readRows } from './replay-rows.ts';
import { main } from './serve.ts';

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

/** @returns null when it is not what the command takes */
function readWanted(args: readonly string[]): Wanted | null {
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				map: { type: 'string' },
				speed: { type: 'string', default: '1' },
				url: { type: 'string' }
			}
		});
		const [file, ...more] = positionals;
		const speed = values.speed === 'max' ? 0 : Number(values.speed);
		if (!file || more.length > 0 || !values.map || !(speed >= 0 && speed < Infinity)) return null;
		return { file, map: values.map, speed, url: values.url };
	} catch {
		// An option that it does not know: the usage says which there are.
		return null;
	}
}

function announce(wanted: Wanted, mapping: ReplayMapping, say: (line: string) => void): void {
	const { time, device, columns } = mapping;
	const { file, speed } = wanted;
	say(`${file} · ${speed === 0 ? 'as fast as acknowledged' : `${speed} × real time`}`);
	const epoch = time.format.startsWith('epoch');
	say(`time: column ${time.column}, ${time.format}, ${epoch ? 'UTC' : `zone ${time.zone}`}`);
	say(`device: ${typeof device === 'string' ? device : `column ${device.column}`}`);
	for (const { column, metric, unit, channel, scale, offset } of columns) {
		const wantedUnit = metricSpec(metric).unit;
		const way =
			scale === 1 && offset === 0
				? ''
				: ` (× ${scale} ${offset < 0 ? '−' : '+'} ${Math.abs(offset)})`;
		const to = unit === wantedUnit ? unit : `${unit} → ${wantedUnit}`;
		say(`${column}: ${metric}${channel === '' ? '' : ` of ${channel}`}, ${to}${way}`);
	}
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
		throw Object.assign(new Error(cause), { faults: [`${url}: ${cause}`] });
	}
}

await main(async () => {
	const wanted = readWanted(process.argv.slice(2));
	if (wanted === null) {
		console.error(USAGE);
		process.exitCode = 2;
		return;
	}
	const progress = openProgress(process.stderr);
	const mapping = readMapping(wanted.map);
	const size = statSync(wanted.file, { throwIfNoEntry: false })?.size;
	if (size === undefined) {
		throw Object.assign(new Error('no file'), { faults: [`${wanted.file} is not there`] });
	}
	const { mqtt, broker } = readConfig(process.env);
	const url = wanted.url ?? mqtt.url ?? `mqtt://${broker.host}:${broker.port}`;
	announce(wanted, mapping, progress.say);

	const client = await connectTo(url, mqtt);
	client.on('error', (error) => progress.say(`${url}: ${error.message}; trying again`));
	const input = createReadStream(wanted.file);
	let faults = 0;
	const rows = readRows(input, mapping, (line, what) => {
		faults += 1;
		if (faults <= MAX_TOLD) progress.say(`line ${line}: ${what}`);
	});
	try {
		const count = await publishRows(client, rows, wanted.speed, (sent, { bytes }) => {
			// Acknowledgements may overtake each other, so the last row is not yet the end.
			progress.show(Math.min(0.99, bytes / size), sent);
		});
		progress.show(1, count);
		progress.end();
		const left = faults > MAX_TOLD ? `, ${faults - MAX_TOLD} more than are told above` : '';
		console.log(`${count} messages acknowledged by ${url}; ${faults} faults in the file${left}`);
	} finally {
		await client.endAsync();
	}
});
