/** Answers on a loopback port in the place of an InfluxDB that misbehaves in a way the real one will not on demand. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { openInflux } from '#lib/server/store/influx.ts';
import type { Store } from '#lib/server/store/store.ts';

export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	/** Unzipped. */
	body: string;
}

export interface StandIn {
	url: string;
	/** Everything asked so far, `/ping` left out. */
	received: Received[];
	close(): Promise<void>;
}

/** An answer's status and JSON, or what to do with the connection instead. */
export type Answer =
	{ status: number; body?: unknown; type?: string } | ((response: ServerResponse) => void);

/** `answer` is called for every request but `/ping`, which 204 answers. */
export async function startStandIn(answer: (request: Received) => Answer): Promise<StandIn> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			if (request.url === '/ping') {
				response.writeHead(204, { 'x-influxdb-version': 'v9.9.9' }).end();
				return;
			}
			const raw = Buffer.concat(chunks);
			const zipped = request.headers['content-encoding'] === 'gzip';
			const body = (zipped ? gunzipSync(raw) : raw).toString('utf8');
			const one = { path: request.url ?? '', headers: request.headers, body };
			received.push(one);
			const reply = answer(one);
			if (typeof reply === 'function') reply(response);
			else {
				const { status, body: said, type = 'application/json' } = reply;
				const text = typeof said === 'string' ? said : JSON.stringify(said);
				response.writeHead(status, { 'content-type': type }).end(text);
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port was given');
	return {
		url: `http://127.0.0.1:${address.port}`,
		received,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

export const TOKEN = 't0ken/of+2x==';
/** As they go over the wire. */
export const CREDENTIALS = Buffer.from(`nyaman:${TOKEN}`).toString('base64');

/** Opens a store on a stand-in, and gives it and what the stand-in will have received. */
export async function against(
	answer: (request: Received) => Answer,
	use: (store: Store, received: Received[]) => Promise<void>
): Promise<void> {
	const server = await startStandIn((request) =>
		request.path.startsWith('/query') && request.body.includes('battery')
			? { status: 200, body: { results: [{ statement_id: 0 }] } }
			: answer(request)
	);
	const store = await openInflux({
		...{ url: server.url, database: 'raw', username: '', token: TOKEN },
		timeoutMs: { write: 1_500, query: 1_500, ping: 1_500 },
		// As to a server elsewhere.
		gzip: true
	});
	server.received.length = 0;
	await use(store, server.received);
	await store.close();
	await server.close();
}
