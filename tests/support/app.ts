/** The whole product as a process: `npm start` and `npm run demo` as a person runs them, on free ports. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { startNode } from './process.ts';
import type { NodeScript } from './process.ts';

export interface App {
	/** Address of the home page, with a slash at its end. */
	url: string;
	/** Of the embedded broker, when it is used. */
	brokerUrl: string;
	port: number;
	dataDir: string;
	process: NodeScript;
	/** SIGTERM; resolves with the exit code. */
	stop(): Promise<number | null>;
}

/** Starts `scripts/start.ts` or `scripts/demo.ts` with `env` added, and waits for its line. */
export async function startApp(
	kind: 'start' | 'demo',
	env: NodeJS.ProcessEnv = {},
	args: readonly string[] = []
): Promise<App> {
	const port = Number(env.PORT ?? (await freePort()));
	const brokerPort = Number(env.BROKER_PORT ?? (await freePort()));
	const dataDir = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), 'nyaman-app-'));
	const process = startNode('scripts/run.js', [`scripts/${kind}.ts`, ...args], {
		env: {
			...env,
			PORT: String(port),
			BROKER_PORT: String(brokerPort),
			DATA_DIR: dataDir,
			LOG_LEVEL: env.LOG_LEVEL ?? 'warn'
		}
	});
	await process.line(/^Nyaman .*at http/, 120_000);
	return {
		url: `http://127.0.0.1:${port}/`,
		brokerUrl: `mqtt://127.0.0.1:${brokerPort}`,
		port,
		dataDir,
		process,
		stop: async () => (await process.stop()).code
	};
}

const WEEK_MS = 7 * 86_400_000;
/** A Tuesday at 10.00 in Lubuklinggau; the tests that need an open building start on the last of them. */
const A_TUESDAY = Date.UTC(2026, 10, 24, 3);
const startedAt = Date.now();
const openOffsetMs =
	A_TUESDAY - startedAt + Math.floor((startedAt - A_TUESDAY) / WEEK_MS) * WEEK_MS;

/** A building's clock that stands in service hours, whenever the tests run. */
export const OPEN = {
	env: { NYAMAN_SIMULATED: '1', NYAMAN_CLOCK_OFFSET_MS: String(openOffsetMs) },
	/** Epoch ms UTC, by the building's clock. */
	now: () => Date.now() + openOffsetMs
};
