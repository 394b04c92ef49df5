/** A gate before a real InfluxDB that lets requests through, or spoils the writes in the ways of a server in trouble. */
import { createServer, request as forwardTo } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * `refuse`: 500, and nothing is stored; `forward-and-refuse`: stored, and 500 all the same;
 * `forward-and-cut`: stored, and the connection breaks before the answer.
 */
export type GateMode = 'forward' | 'refuse' | 'forward-and-refuse' | 'forward-and-cut';

export interface Gate {
	url: string;
	set(mode: GateMode): void;
	/** How many writes were spoilt. */
	spoilt(): number;
	close(): Promise<void>;
}

export async function startGate(target: string): Promise<Gate> {
	let mode: GateMode = 'forward';
	let spoilt = 0;

	function forward(incoming: IncomingMessage, answer: (from: IncomingMessage) => void): void {
		const { method, headers, url = '/' } = incoming;
		const outgoing = forwardTo(new URL(url, target), { method, headers }, answer);
		outgoing.on('error', () => incoming.destroy());
		incoming.pipe(outgoing);
	}

	function refuse(response: ServerResponse): void {
		response.writeHead(500, { 'content-type': 'application/json' });
		response.end('{"error":"engine: cannot write"}');
	}

	const server = createServer((incoming, response) => {
		const now = incoming.url?.startsWith('/write') ? mode : 'forward';
		if (now !== 'forward') spoilt += 1;
		if (now === 'refuse') {
			incoming.resume().once('end', () => refuse(response));
			return;
		}
		forward(incoming, (from) => {
			if (now === 'forward') {
				response.writeHead(from.statusCode ?? 502, from.headers);
				from.pipe(response);
				return;
			}
			from.resume();
			if (now === 'forward-and-refuse') refuse(response);
			else incoming.socket.destroy();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port was given');
	return {
		url: `http://127.0.0.1:${address.port}`,
		set: (next) => (mode = next),
		spoilt: () => spoilt,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}
