/** Node-RED with node-red-contrib-influxdb, installed into a temporary folder, and the flow that it runs. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIELDS } from './tts-envelopes.ts';

const PACKAGES = ['node-red@5.0.7', 'node-red-contrib-influxdb@0.7.0'];

/** @returns the folder that holds the packages; `given` is used where it has them already. */
export function installNodeRed(given: string | undefined): string {
	const folder = given ?? mkdtempSync(join(tmpdir(), 'nyaman-node-red-'));
	if (existsSync(join(folder, 'node_modules', 'node-red'))) return folder;
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{"private":true}');
	const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...PACKAGES], {
		cwd: folder,
		encoding: 'utf8'
	});
	if (status !== 0) throw new Error(`Node-RED was not installed:\n${stderr}`);
	return folder;
}

export interface FlowOptions {
	brokerPort: number;
	clientId: string;
	topic: string;
	influxPort: number;
	database: string;
}

/** JSON object → points of node-red-contrib-influxdb: one a measurement and channel. */
const TO_POINTS = `
const FIELDS = ${JSON.stringify(FIELDS)};
const up = msg.payload.uplink_message;
const device = msg.payload.end_device_ids.dev_eui.toLowerCase();
const timestamp = new Date(up.received_at);
const { rssi, snr } = up.rx_metadata[0];
const points = { device: { measurement: 'device', tags: { device }, fields: { rssi, snr }, timestamp } };
for (const [name, raw] of Object.entries(up.decoded_payload)) {
	const place = FIELDS[name];
	if (!place) continue;
	const [measurement, field, channel] = place;
	const key = channel ? measurement + '|' + channel : measurement;
	points[key] ??= { measurement, tags: channel ? { device, channel } : { device }, fields: {}, timestamp };
	points[key].fields[field] = typeof raw === 'string' ? Number(raw === 'trigger') : raw;
}
msg.payload = Object.values(points);
return msg;`;

const FLATTEN = `
msg.payload = msg.payload.flat();
return msg;`;

/** Writes settings and flow for one run. @returns the folder that Node-RED is to use */
export function writeFlow(options: FlowOptions): string {
	const userDir = mkdtempSync(join(tmpdir(), 'nyaman-node-red-run-'));
	const node = (id: string, type: string, to: string | null, rest: object) => ({
		...{ id, type, z: 'flow', name: '', x: 100, y: 100 },
		wires: to === null ? [] : [[to]],
		...rest
	});
	const script = (func: string) => ({ func, outputs: 1, noerr: 0, libs: [] });
	const flow = [
		{ id: 'flow', type: 'tab', label: 'bench', disabled: false },
		{
			...{ id: 'broker', type: 'mqtt-broker', broker: '127.0.0.1', port: options.brokerPort },
			...{ clientid: options.clientId, autoConnect: true, usetls: false, protocolVersion: '5' },
			...{ keepalive: '60', cleansession: false, autoUnsubscribe: false, sessionExpiry: '3600' }
		},
		{
			...{ id: 'influx', type: 'influxdb', hostname: '127.0.0.1', port: options.influxPort },
			...{ database: options.database, influxdbVersion: '1.x', usetls: false }
		},
		node('in', 'mqtt in', 'json', {
			...{ topic: options.topic, qos: '1', datatype: 'utf8', broker: 'broker' },
			...{ nl: false, rap: true, rh: 0, inputs: 0 }
		}),
		node('json', 'json', 'points', { property: 'payload', action: 'obj', pretty: false }),
		node('points', 'function', 'join', script(TO_POINTS)),
		node('join', 'join', 'flat', {
			...{ mode: 'custom', build: 'array', property: 'payload', propertyType: 'msg' },
			...{ key: 'topic', joiner: '', joinerType: 'str', accumulate: false },
			...{ timeout: '0.5', count: '1000' }
		}),
		node('flat', 'function', 'out', script(FLATTEN)),
		node('out', 'influxdb batch', null, { influxdb: 'influx', precision: 'ms' })
	];
	writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flow));
	writeFileSync(
		join(userDir, 'settings.js'),
		`module.exports = ${JSON.stringify({
			...{ flowFile: 'flows.json', uiHost: '127.0.0.1', httpAdminRoot: false, httpNodeRoot: false },
			...{
				disableEditor: true,
				nodesDir: [],
				credentialSecret: false,
				telemetry: { enabled: false }
			},
			logging: { console: { level: 'info', metrics: false, audit: false } },
			contextStorage: { default: { module: 'memory' } }
		})};\n`
	);
	writeFileSync(
		join(userDir, 'package.json'),
		JSON.stringify({ name: 'bench', private: true, dependencies: {} })
	);
	return userDir;
}
