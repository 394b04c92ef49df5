/** The only place that wires: config, building, hub, ingest. */
import { join } from 'node:path';
import { building as prerendering } from '$app/environment';
import type { Handle, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { startFollow } from '#ingest/follow.ts';
import { startIngest } from '#ingest/index.ts';
import type { Ingest } from '#ingest/index.ts';
import { riverBuilding } from '#ingest/river-building.ts';
import type { Building } from '#floorplan/building.ts';
import { readBuilding, seedBuilding } from '#floorplan/read-building.ts';
import { handleLanguage } from '#lib/i18n/handle.server.ts';
import { clockOf } from '#lib/server/clock.ts';
import { readConfig } from '#lib/server/config.ts';
import type { Config } from '#lib/server/config.ts';
import { openHistory } from '#lib/server/history/history.ts';
import type { History } from '#lib/server/history/history.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { openLog } from '#lib/server/log.ts';
import { sampleFolder } from '#lib/server/sample.ts';

interface House {
	config: Config;
	building: Building;
	hub: Hub;
	history: History;
	startedAt: number;
	ingest: Ingest | null;
}

// In development this module is loaded anew after each edit, and the old river must end first.
const held = globalThis as typeof globalThis & { nyamanHouse?: House | undefined };

async function open(): Promise<House> {
	const config = readConfig(process.env);
	const log = openLog(config.logLevel, 'web');
	const folder = join(config.dataDir, 'building');
	seedBuilding(sampleFolder(), folder);
	const building = readBuilding(folder);
	const now = clockOf(config);
	const hub = new Hub(now);
	const history = openHistory({ influx: config.influx, dataDir: config.dataDir });
	const house: House = { config, building, hub, history, startedAt: now(), ingest: null };
	const start = config.ingest === 'workers' ? startFollow : startIngest;
	house.ingest = await start({
		config,
		building: riverBuilding(building),
		onLive: (rows) => hub.publish(rows),
		onHealth: (health) => hub.setHealth(health),
		log
	});
	return house;
}

async function close(house: House): Promise<void> {
	house.hub.close();
	await house.history.close();
	await house.ingest?.stop();
}

export const init: ServerInit = async () => {
	if (prerendering) return;
	if (held.nyamanHouse) await close(held.nyamanHouse);
	held.nyamanHouse = await open();
};

// The launcher says this on SIGTERM; open streams would otherwise hold the process for half a minute.
process.on('sveltekit:shutdown', () => {
	if (held.nyamanHouse) void close(held.nyamanHouse);
	held.nyamanHouse = undefined;
});

const handleHouse: Handle = ({ event, resolve }) => {
	const house = held.nyamanHouse;
	if (!house) return new Response('Starting or stopping.\n', { status: 503 });
	event.locals.building = house.building;
	event.locals.hub = house.hub;
	event.locals.history = house.history;
	event.locals.about = {
		simulated: house.config.simulated,
		store: house.config.influx ? `InfluxDB, ${house.config.influx.url}` : 'SQLite',
		startedAt: house.startedAt
	};
	return resolve(event);
};

export const handle = sequence(handleHouse, handleLanguage);
