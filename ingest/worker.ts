/** `npm run ingest`: the river as a process of its own; any number share one broker's messages. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { readBuilding, seedBuilding } from '#floorplan/read-building.ts';
import { ConfigError, readConfig } from '#lib/server/config.ts';
import type { Config } from '#lib/server/config.ts';
import { sampleFolder } from '#lib/server/sample.ts';
import { HEALTH_EVERY_MS, openLiveSender } from './live-channel.ts';
import type { LiveSender } from './live-channel.ts';
import { SpoolInUse, startRiver } from './river.ts';
import type { River } from './river.ts';
import { riverBuilding } from './river-building.ts';

/** All workers of one subscription bear this name. */
const SHARE_NAME = 'nyaman';
const MAX_WORKERS = 64;

/**
 * Takes the first spool that no other worker has: what a worker left behind when it died is
 * delivered by the next one to start.
 */
async function startInFreeSpool(
	config: Config
): Promise<{ river: River; sender: LiveSender; worker: string }> {
	const folder = join(config.dataDir, 'building');
	seedBuilding(sampleFolder(), folder);
	const building = riverBuilding(readBuilding(folder));
	for (let n = 1; n <= MAX_WORKERS; n++) {
		const worker = `${config.mqtt.clientId ?? `nyaman-${hostname()}`}-${n}`;
		const mqtt = { ...config.mqtt, clientId: worker };
		const sender = openLiveSender(mqtt, worker);
		try {
			const river = await startRiver({
				config: { ...config, mqtt },
				building,
				spoolFile: `spool-${n}.db`,
				shareName: SHARE_NAME,
				onLive: (rows) => sender.rows(rows),
				onHealth: (health) => sender.health(health)
			});
			return { river, sender, worker };
		} catch (error) {
			await sender.stop();
			if (!(error instanceof SpoolInUse)) throw error;
		}
	}
	throw new ConfigError([`${MAX_WORKERS} workers run in ${config.dataDir} already`]);
}

try {
	const config = readConfig(process.env);
	if (config.ingest !== 'workers') {
		throw new ConfigError([
			'npm run ingest needs INGEST=workers, here and for the web process, which else ingests as well'
		]);
	}
	const { river, sender, worker } = await startInFreeSpool(config);
	const telling = setInterval(() => sender.health(river.health()), HEALTH_EVERY_MS);
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, async () => {
			clearInterval(telling);
			await river.stop();
			await sender.stop();
		});
	}
	console.log(`Nyaman worker ${worker} takes in from ${config.mqtt.url}`);
} catch (error) {
	if (!(error instanceof ConfigError)) throw error;
	for (const fault of error.faults) console.error(`nyaman: ${fault}`);
	process.exitCode = 1;
}
