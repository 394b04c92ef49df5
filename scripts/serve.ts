/** Serves the built pages: one address, one clear line for every fault, an end within three seconds. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createProbe } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { openAppDb } from '../src/lib/server/app-db/app-db.ts';
import { issueSetupKey, setupLink } from '../src/lib/server/auth/setup-link.ts';
import { ConfigError, isLoopback, readConfig } from '../src/lib/server/config.ts';
import type { Config } from '../src/lib/server/config.ts';
import { buildIfNeeded } from './build-if-needed.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** SIGTERM to exit, at most; what is acknowledged is in the spool long before. */
const END_WITHIN_MS = 2_500;

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Serving {
	config: Config;
	/** As a person types it. */
	address: string;
	/** Ends the server, the streams and the river. */
	end(): void;
}

function inUse(error: NodeJS.ErrnoException, variable: string, host: string, port: number): Error {
	return new ConfigError([
		error.code === 'EADDRINUSE'
			? `${variable} ${port} is in use on ${host}: stop what listens there, or set another ${variable}`
			: `${variable} ${port} on ${host}: ${error.message}`
	]);
}

function listen(server: Server, host: string, port: number): Promise<void> {
	return new Promise((done, failed) => {
		server.once('error', (error) => failed(inUse(error, 'PORT', host, port)));
		server.listen(port, host, done);
	});
}

/** Asked before anything starts, so that a taken port is the first thing one hears of. */
function probePort(host: string, port: number): Promise<void> {
	return new Promise((done, failed) => {
		const probe = createProbe();
		probe.once('error', (error) => failed(inUse(error, 'BROKER_PORT', host, port)));
		probe.listen(port, host, () => probe.close(() => done()));
	});
}

/**
 * Builds if needed, listens, starts the river.
 * @throws {ConfigError} when a person must first change something
 */
export async function serve(environment: NodeJS.ProcessEnv): Promise<Serving> {
	const config = readConfig(environment);
	let handler: Handler = (_request, response) => {
		response.writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain' });
		response.end('Starting.\n');
	};
	const server = createServer((request, response) => {
		// Overwrites what a client may claim; behind a proxy ORIGIN says what the address is.
		request.headers['x-nyaman-protocol'] = 'http';
		handler(request, response);
	});
	if (config.mqtt.url === null) await probePort(config.broker.host, config.broker.port);
	await listen(server, config.host, config.port);

	buildIfNeeded(root, (line) => console.error(line));
	Object.assign(process.env, environment, {
		NODE_ENV: 'production',
		PROTOCOL_HEADER: 'x-nyaman-protocol',
		...(config.origin ? { ORIGIN: config.origin } : {})
	});
	try {
		const built: { handler: Handler } = await import(
			pathToFileURL(join(root, 'build', 'handler.js')).href
		);
		handler = built.handler;
	} catch (error) {
		server.close();
		throw error;
	}

	const shown = isLoopback(config.host) || config.host === '0.0.0.0' ? 'localhost' : config.host;
	const address = config.origin ?? `http://${shown}:${config.port}/`;
	tellSetupLink(config.dataDir, address);
	return {
		config,
		address,
		end() {
			server.close();
			process.emit('sveltekit:shutdown' as never);
			setTimeout(() => server.closeAllConnections(), 500).unref();
			setTimeout(() => process.exit(0), END_WITHIN_MS).unref();
		}
	};
}

/** On standard error, and never in a log: whoever reads it may write from then on. */
function tellSetupLink(dataDir: string, address: string): void {
	const db = openAppDb(dataDir);
	try {
		const key = issueSetupKey(db, dataDir, Date.now());
		if (key === null) return;
		console.error(`Set up who may write, once, within 24 hours: ${setupLink(address, key)}`);
	} finally {
		db.close();
	}
}

/** Runs a main function: configuration faults are lines, not stacks. */
export async function main(run: () => Promise<void>): Promise<void> {
	try {
		await run();
	} catch (error) {
		const faults = faultsOf(error);
		for (const line of faults ?? [
			error instanceof Error ? (error.stack ?? error.message) : error
		]) {
			console.error(faults ? `nyaman: ${line}` : line);
		}
		process.exit(1);
	}
}

/** The sentences of a fault that a person can mend; the class may come from the bundle's own copy. */
function faultsOf(error: unknown): readonly string[] | null {
	if (!(error instanceof Error) || !('faults' in error) || !Array.isArray(error.faults))
		return null;
	return error.faults.map(String);
}

/** Ends in good order on the signals that ask for it. */
export function endOnSignal(end: () => void): void {
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
}
