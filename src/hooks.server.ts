/** The only place that wires: config, building, hub, ingest. */
import { join } from 'node:path';
import { building as prerendering, dev } from '$app/environment';
import type { Handle, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { credentials } from '#ingest/credentials.ts';
import { startFollow } from '#ingest/follow.ts';
import { startIngest } from '#ingest/index.ts';
import type { Ingest } from '#ingest/index.ts';
import { riverBuilding } from '#ingest/river-building.ts';
import type { Building } from '#floorplan/building.ts';
import { readBuilding, seedBuilding } from '#floorplan/read-building.ts';
import { refuse } from '#lib/domain/result.ts';
import { handleLanguage } from '#lib/i18n/handle.server.ts';
import { openAppDb } from '#lib/server/app-db/app-db.ts';
import type { AppDb } from '#lib/server/app-db/app-db.ts';
import { Auth } from '#lib/server/auth/auth.ts';
import { handleWriters } from '#lib/server/auth/handle.ts';
import { issueSetupKey, setupLink } from '#lib/server/auth/setup-link.ts';
import { clockOf } from '#lib/server/clock.ts';
import { openComfort } from '#lib/server/comfort/comfort.ts';
import type { Comfort } from '#lib/server/comfort/comfort.ts';
import { readConfig } from '#lib/server/config.ts';
import type { Config } from '#lib/server/config.ts';
import { openHistory } from '#lib/server/history/history.ts';
import type { History } from '#lib/server/history/history.ts';
import { Hub } from '#lib/server/hub/hub.ts';
import { openLog } from '#lib/server/log.ts';
import { OccupancyBook } from '#lib/server/occupancy/book.ts';
import { ParkingDesk } from '#lib/server/parking/desk.ts';
import { startSigns } from '#lib/server/parking/signs.ts';
import { startRollups } from '#lib/server/rollups/rollups.ts';
import type { Rollups } from '#lib/server/rollups/rollups.ts';
import { Registry } from '#lib/server/registry/registry.ts';
import { watchFolder } from '#lib/server/registry/watch.ts';
import { sampleFolder } from '#lib/server/sample.ts';

interface House {
	config: Config;
	building: Building;
	hub: Hub;
	history: History;
	comfort: Comfort;
	occupancy: OccupancyBook;
	parking: ParkingDesk;
	signs: ReturnType<typeof startSigns> | null;
	rollups: Rollups | null;
	startedAt: number;
	ingest: Ingest | null;
	appDb: AppDb;
	auth: Auth;
	registry: Registry;
	stopWatching: () => void;
	planFault: App.Locals['planFault'];
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
	const { influx, dataDir, clockOffsetMs } = config;
	const history = openHistory({ influx, dataDir, building: () => house.building, now });
	const comfort = openComfort({ dataDir });
	const appDb = openAppDb(config.dataDir);
	const auth = new Auth({ db: appDb, now });
	// Otherwise the launcher tells it, which knows the address.
	const setupKey = dev ? issueSetupKey(appDb, config.dataDir, Date.now()) : null;
	if (setupKey)
		console.error(`Set up who may write: ${setupLink('http://localhost:5173', setupKey)}`);
	const registry = new Registry({
		folder,
		db: appDb,
		now,
		onChange: (changed) => usePlan(changed)
	});
	const usePlan = (changed: Building): void => {
		house.building = changed;
		house.planFault = null;
		house.ingest?.setBuilding(riverBuilding(changed));
		hub.notify('plan');
	};
	const stopWatching = watchFolder({
		folder,
		onChange: usePlan,
		onFault(faults) {
			house.planFault = { faults, since: now() };
			log.warn({ faults }, 'the building was changed and cannot be read; the last good plan stays');
			hub.notify('plan');
		},
		onSame() {
			house.planFault = null;
			hub.notify('plan');
		}
	});
	const occupancy = new OccupancyBook({
		...{ db: appDb, now },
		onChange: () => hub.notify('occupancy')
	});
	const parking = new ParkingDesk({
		...{ building: () => house.building, hub, history, db: appDb, log },
		simulated: config.simulated
	});
	const startedAt = now();
	const stores = { config, building, hub, history, comfort, appDb, auth, registry };
	const shared = { ...stores, occupancy, parking };
	const house: House = {
		...shared,
		stopWatching,
		planFault: null,
		startedAt,
		ingest: null,
		rollups: null,
		signs: null
	};
	const start = config.ingest === 'workers' ? startFollow : startIngest;
	house.ingest = await start({
		config,
		building: riverBuilding(building),
		onLive: (rows) => hub.publish(rows),
		onHealth: (health) => hub.setHealth(health),
		log
	});
	parking.start();
	const { host, port } = config.broker;
	const url = config.mqtt.url ?? `mqtt://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
	house.signs = startSigns({ desk: parking, url, credentials: credentials(config.mqtt), log });
	const { timeZone } = building;
	house.rollups = startRollups({ store: { influx, dataDir }, timeZone, clockOffsetMs }, log);
	return house;
}

async function close(house: House): Promise<void> {
	house.stopWatching();
	house.hub.close();
	house.parking.stop();
	// Before the broker that it speaks to.
	await house.signs?.stop();
	await Promise.all([
		house.history.close(),
		house.comfort.close(),
		house.rollups?.stop(),
		house.ingest?.stop()
	]);
	house.appDb.close();
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

const NO_RIVER = refuse('no-answer', 'the river has not started');

const handleHouse: Handle = ({ event, resolve }) => {
	const house = held.nyamanHouse;
	if (!house) return new Response('Starting or stopping.\n', { status: 503 });
	event.locals.building = house.building;
	event.locals.hub = house.hub;
	event.locals.history = house.history;
	event.locals.comfort = house.comfort;
	event.locals.occupancy = house.occupancy;
	event.locals.parking = house.parking;
	event.locals.appDb = house.appDb;
	event.locals.auth = house.auth;
	event.locals.registry = house.registry;
	event.locals.planFault = house.planFault;
	event.locals.riverReport = async () => house.ingest?.report() ?? NO_RIVER;
	event.locals.about = {
		simulated: house.config.simulated,
		store: house.config.influx ? `InfluxDB, ${house.config.influx.url}` : 'SQLite',
		startedAt: house.startedAt
	};
	return resolve(event);
};

export const handle = sequence(handleHouse, handleWriters, handleLanguage);
