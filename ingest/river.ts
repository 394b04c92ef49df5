/** The river in one process: broker, networks, spool, store. Speaks to whoever runs it by callbacks of plain data. */
import { mkdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Health, LiveRow } from '#lib/domain/live-events.ts';
import type { RiverReport } from '#lib/domain/river-report.ts';
import { liveRow } from '#lib/domain/live-events.ts';
import { clockOf } from '#lib/server/clock.ts';
import type { Config } from '#lib/server/config.ts';
import { ConfigError } from '#lib/server/config.ts';
import { openLog } from '#lib/server/log.ts';
import { openStore } from '#lib/server/store/open.ts';
import { startRetention } from '#lib/server/store/retention.ts';
import { startBroker } from './broker.ts';
import { decodeMessage } from './decode-message.ts';
import { startDeliver } from './deliver.ts';
import { HealthBoard } from './health.ts';
import { heartbeatNoter } from './heartbeats.ts';
import { Intake } from './intake.ts';
import type { Probe } from './intake.ts';
import { imbalance, Tally } from './ledger.ts';
import { riverReport } from './report.ts';
import { Spool } from './spool.ts';
import { clockWarning } from './start-checks.ts';
import { subscribe } from './subscribe.ts';

/** What the river must know of the building; plain data, so that it crosses to another thread. */
export interface RiverBuilding {
	timeZone: string;
	/** Name of the profile by device, where the registry states it. */
	profiles: Readonly<Record<string, string>>;
}

export interface RiverDeps {
	config: Config;
	building: RiverBuilding;
	/** Name of the spool's file; workers have one each. */
	spoolFile?: string;
	/** Workers share one subscription under this name. */
	shareName?: string | null;
	/** The newest value of each series that moved, after it is durable; first, all that is known. */
	onLive(rows: LiveRow[]): void;
	onHealth(health: Health): void;
	probe?: Probe | undefined;
}

export interface River {
	health(): Health;
	report(): RiverReport;
	/** Goes on with another registry, from the next message on. */
	setBuilding(building: RiverBuilding): void;
	stop(): Promise<void>;
}

const TIDY_EVERY_MS = 60_000;
/** SQLite's pages are of 4 KiB. */
const PAGES_PER_MEGABYTE = 256;
/** SQLite writes a thousand rows in about 12 ms, and the live path waits no longer than that. */
const SQLITE_BATCH = 1_000;
/** A server writes while we go on, and each request has its price. */
const INFLUX_BATCH = 10_000;

/** Refuses to mix: what was simulated in a folder can never be told from the building's later on. */
function holdToOneKind(spool: Spool, simulated: boolean, dataDir: string): void {
	const before = spool.meta('simulated');
	const now = simulated ? '1' : '0';
	if (before !== null && before !== now) {
		spool.close();
		throw new ConfigError([
			simulated
				? `DATA_DIR ${dataDir} holds readings of a real building; the demo needs a folder of its own`
				: `DATA_DIR ${dataDir} holds simulated readings, which could be taken for the building’s: set DATA_DIR to another folder`
		]);
	}
	if (before === null) spool.setMeta('simulated', now);
}

/** Another process has the spool open: a worker takes the next one, anyone else must stop. */
export class SpoolInUse extends ConfigError {
	override name = 'SpoolInUse';
}

function openSpool(path: string): Spool {
	try {
		return new Spool(path);
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		if (cause === 'database is locked') {
			throw new SpoolInUse([
				`${path} is in use by another process: each Nyaman needs a DATA_DIR of its own`
			]);
		}
		throw new ConfigError([`cannot open ${path}: ${cause}`]);
	}
}

/**
 * Starts the river. A database or broker that is down is no error: it is waited for.
 * @throws {ConfigError} when a person must first change something
 */
export async function startRiver(deps: RiverDeps): Promise<River> {
	const { config, probe } = deps;
	let { building } = deps;
	const log = openLog(config.logLevel, 'river');
	const now = clockOf(config);
	const board = new HealthBoard(deps.onHealth, now);
	mkdirSync(config.dataDir, { recursive: true });
	const spool = openSpool(join(config.dataDir, deps.spoolFile ?? 'spool.db'));
	holdToOneKind(spool, config.simulated, config.dataDir);

	spool.limitPages(config.spoolMaxMegabytes * PAGES_PER_MEGABYTE);
	spool.tidy(now());
	const open = imbalance(spool.totals(), spool.waiting().readings);
	if (open) log.error({ detail: open }, 'the ledger does not close');
	board.set('spool', { state: 'running', detail: 'writing' });
	const heardLast = Math.max(0, ...spool.lastValues().map(({ receivedAt }) => receivedAt));
	const clock = clockWarning(heardLast, now());
	if (clock !== null) log.warn(clock);
	const store = await openStore({ influx: config.influx, dataDir: config.dataDir });
	deps.onLive(spool.lastValues().map(liveRow));

	const noteHeartbeat = heartbeatNoter(spool);
	const intake = new Intake({
		spool,
		now,
		decode: (message) =>
			decodeMessage(message, {
				timeZone: building.timeZone,
				origin: config.simulated ? 'simulation' : 'device',
				profileOf: (device) => building.profiles[device],
				onProfile: noteHeartbeat
			}),
		onMoved: (readings) => deps.onLive(readings.map(liveRow)),
		onHealth: (health) => board.set('spool', health),
		probe
	});
	const receive = intake.receive.bind(intake);
	const brokerHealth = board.set.bind(board, 'broker');

	/** The broker counts from its own start; what it has counted before is known from the last time. */
	function onDropped(total: number): void {
		const before = Number(spool.meta('broker-dropped') ?? 0);
		const more = total >= before ? total - before : total;
		if (!Number.isSafeInteger(total) || total === before) return;
		spool.setMeta('broker-dropped', String(total));
		const tally = new Tally();
		tally.add('broker.dropped', more);
		spool.book(tally, now());
		if (more > 0) {
			log.error(
				{ dropped: more },
				'the broker has dropped messages of one of its clients: raise max_queued_messages and max_inflight_messages (deploy/mosquitto.conf)'
			);
		}
	}

	let source: { stop(): Promise<void> };
	try {
		source = await openSource();
	} catch (error) {
		spool.close();
		await store.close();
		throw error;
	}
	const deliverer = startDeliver({
		spool,
		store,
		batch: config.influx === null ? SQLITE_BATCH : INFLUX_BATCH,
		now,
		onHealth: board.set.bind(board, 'store'),
		probe
	});
	const tidying = setInterval(() => spool.tidy(now()), TIDY_EVERY_MS);
	const { dataDir, retentionDays } = config;
	const retention = startRetention({ store, dataDir, days: retentionDays, now, log });

	async function openSource(): Promise<{ stop(): Promise<void> }> {
		const { mqtt, broker } = config;
		if (mqtt.url === null) {
			return startBroker({ ...broker, ...mqtt, now, receive, onHealth: brokerHealth, log });
		}
		const clientId =
			mqtt.clientId ?? spool.meta('client-id') ?? `nyaman-${randomBytes(6).toString('hex')}`;
		const formerTopics: string[] = JSON.parse(spool.meta('topics') ?? '[]');
		spool.setMeta('client-id', clientId);
		spool.setMeta('topics', JSON.stringify(mqtt.topics));
		return subscribe({
			mqtt: { ...mqtt, url: mqtt.url, clientId },
			formerTopics,
			shareName: deps.shareName ?? null,
			now,
			receive,
			onHealth: brokerHealth,
			onDropped,
			log
		});
	}

	return {
		health: () => board.get(),
		report: () => riverReport(spool, now()),
		setBuilding(changed) {
			building = changed;
		},
		async stop() {
			clearInterval(tidying);
			retention.stop();
			intake.stop();
			await source.stop();
			intake.stop();
			await deliverer.stop();
			await store.close();
			spool.tidy(now());
			spool.close();
		}
	};
}
