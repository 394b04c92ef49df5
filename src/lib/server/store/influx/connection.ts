/** HTTP to an InfluxDB server of any version: every request bounded, every failure in words. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { HttpError, InfluxDB } from '@influxdata/influxdb-client';
import type { SendOptions, Transport } from '@influxdata/influxdb-client';
import { isLoopback } from '../../config.ts';
import { StoreUnavailable } from '../store.ts';
import { parseAnswer } from './influxql.ts';
import type { Question, Row } from './influxql.ts';

export interface ConnectionOptions {
	/** http or https; a path before `/write` is kept, a user in it is not used. */
	url: string;
	database: string;
	/** 2.x and 3.x take any name beside a token. */
	username: string;
	/** The password of 1.x, the token of 2.x and 3.x. Both empty: no credentials are sent. */
	token: string;
	/** A hung server is one that has not answered in full by then. */
	timeoutMs?: { write?: number; query?: number; ping?: number };
	/** By default where there is a wire to save: not on this machine's own loopback. */
	gzip?: boolean;
}

/** The server read the request and refuses lines of it. */
export class LinesRefused extends Error {
	override name = 'LinesRefused';
}

/** The server has no database of that name. */
export class DatabaseMissing extends Error {
	override name = 'DatabaseMissing';
}

/** What 1.x, 2.x and 3.x say of a line; any other 400 is about the request, and loses nothing. */
const ABOUT_LINES =
	/partial write|unable to parse|type conflict|beyond retention|max key length|max-(series|values)|time outside range|line protocol|out of range/i;
const NO_DATABASE =
	/database not found|bucket.*not found|no dbrp mapping|(?:find|found).*dbrp|dbrp.*not found/i;
/** Costs nothing, and fails where any other question would. */
const ALONE: Question = {
	q: 'SELECT last("battery") FROM "device" WHERE time >= 0ms AND time < 1ms'
};
/** Below this gzip costs more than it saves. */
const GZIP_FROM_BYTES = 1_000;
const DETAIL_LENGTH = 300;

type Words = (text: string) => string;

export class InfluxConnection {
	/** As printed: without user, password or query. */
	readonly place: string;
	/** From the last ping that was answered. */
	version = '';
	readonly #database: string;
	readonly #transport: Transport;
	readonly #agent: HttpAgent;
	readonly #timeoutMs: { write: number; query: number; ping: number };
	readonly #headers: Record<string, string>;
	readonly #gzip: { gzipThreshold?: number };
	readonly #withoutSecret: Words;
	#closed = false;

	/** @throws {TypeError} the url cannot be parsed. */
	constructor({ url, database, username, token, timeoutMs, gzip }: ConnectionOptions) {
		const { protocol, host, hostname, pathname } = new URL(url);
		this.place = `${protocol}//${host}${pathname === '/' ? '' : pathname.replace(/\/$/, '')}`;
		this.#database = database;
		this.#timeoutMs = { write: 10_000, query: 60_000, ping: 2_000, ...timeoutMs };
		const credentials = Buffer.from(`${username || 'nyaman'}:${token}`).toString('base64');
		this.#headers =
			username === '' && token === '' ? {} : { authorization: `Basic ${credentials}` };
		this.#gzip = (gzip ?? !isLoopback(hostname)) ? { gzipThreshold: GZIP_FROM_BYTES } : {};
		this.#withoutSecret = (text) =>
			[token, credentials]
				.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '***')), text)
				.slice(0, DETAIL_LENGTH);
		this.#agent =
			protocol === 'https:'
				? new HttpsAgent({ keepAlive: true })
				: new HttpAgent({ keepAlive: true });
		this.#transport = new InfluxDB({
			url: this.place,
			// The client's own limit leaves the socket open; ours, which closes it, comes first.
			timeout: 2 * Math.max(...Object.values(this.#timeoutMs)),
			transportOptions: { agent: this.#agent }
		}).transport;
	}

	/**
	 * Writes lines whose times are in ms; on return they are durable.
	 * @throws {LinesRefused} @throws {DatabaseMissing} @throws {StoreUnavailable}
	 */
	async write(lines: string): Promise<void> {
		const path = `/write?db=${encodeURIComponent(this.#database)}&precision=ms`;
		const { status } = await this.#request(path, lines, this.#timeoutMs.write, {
			method: 'POST',
			headers: { 'content-type': 'text/plain; charset=utf-8' },
			...this.#gzip
		});
		// A proxy or another program on the port answers 200 to anything, and keeps nothing.
		if (status !== 204) {
			throw this.#unavailable(`answered a write with ${status} instead of 204: is it InfluxDB?`);
		}
	}

	/** @throws {DatabaseMissing} @throws {StoreUnavailable} */
	async query(question: Question): Promise<Row[]> {
		return this.#ask(question, this.#timeoutMs.query);
	}

	/** Learns the version, and whether the server lets us in. @throws {StoreUnavailable} */
	async ping(): Promise<void> {
		const { version } = await this.#request('/ping', '', this.#timeoutMs.ping, { method: 'GET' });
		this.version = version;
		try {
			// Anyone gets an answer to a ping.
			await this.#ask(ALONE, this.#timeoutMs.ping);
		} catch (error) {
			if (!(error instanceof DatabaseMissing)) throw error;
		}
	}

	close(): void {
		this.#closed = true;
		this.#agent.destroy();
	}

	async #ask({ q, params }: Question, timeoutMs: number): Promise<Row[]> {
		const form = new URLSearchParams({ db: this.#database, epoch: 'ms', q });
		if (params !== undefined) form.set('params', JSON.stringify(params));
		const { body } = await this.#request('/query', form.toString(), timeoutMs, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' }
		});
		const answer = parseAnswer(body);
		if ('rows' in answer) return answer.rows;
		if (NO_DATABASE.test(answer.error))
			throw new DatabaseMissing(this.#withoutSecret(answer.error));
		// Of several statements 1.x names the failure of none; a statement alone tells it.
		if (answer.error === 'not executed' && q !== ALONE.q) await this.#ask(ALONE, timeoutMs);
		throw this.#unavailable(`answered: ${answer.error}`);
	}

	async #request(
		path: string,
		body: string,
		timeoutMs: number,
		options: SendOptions
	): Promise<{ status: number; version: string; body: unknown }> {
		if (this.#closed) throw new StoreUnavailable('the store is closed');
		const late = new AbortController();
		const timer = setTimeout(() => late.abort(), timeoutMs);
		const answer = { status: 0, version: this.version };
		try {
			const headers = { ...this.#headers, ...options.headers };
			const received: unknown = await this.#transport.request(
				path,
				body,
				{ ...options, headers, signal: late.signal },
				(head, status) => {
					answer.status = status ?? 0;
					answer.version = String(head['x-influxdb-version'] ?? answer.version).replace(/^v/, '');
				}
			);
			return { ...answer, body: received };
		} catch (error) {
			if (late.signal.aborted) throw this.#unavailable(`did not answer within ${timeoutMs} ms`);
			throw this.#explain(error);
		} finally {
			clearTimeout(timer);
		}
	}

	#explain(error: unknown): Error {
		if (!(error instanceof HttpError)) {
			return this.#unavailable(`cannot be reached: ${networkWords(error)}`);
		}
		const { statusCode } = error;
		const said = this.#withoutSecret(serverWords(error));
		if (statusCode === 401 || statusCode === 403) {
			return this.#unavailable(
				`refuses the user (${statusCode}): check INFLUX_USERNAME and INFLUX_TOKEN, and the right to read and write ${this.#database}: ${said}`
			);
		}
		if (statusCode === 404 && NO_DATABASE.test(said)) return new DatabaseMissing(said);
		if (statusCode === 413) return new LinesRefused(said);
		if ((statusCode === 400 || statusCode === 422) && ABOUT_LINES.test(said)) {
			return new LinesRefused(said);
		}
		return this.#unavailable(`answered ${statusCode}: ${said}`);
	}

	#unavailable(what: string): StoreUnavailable {
		return new StoreUnavailable(this.#withoutSecret(`InfluxDB at ${this.place} ${what}`));
	}
}

function serverWords({ body, message }: HttpError): string {
	try {
		const json: unknown = JSON.parse(body ?? '');
		if (typeof json === 'object' && json !== null) {
			if ('error' in json) return String(json.error);
			if ('message' in json) return String(json.message);
		}
	} catch {
		// A proxy's page, or nothing: the status line then says all there is.
	}
	return message;
}

function networkWords(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	// Node leaves the message empty where it tried several addresses of one name.
	return error.message || ('code' in error ? String(error.code) : error.name);
}
