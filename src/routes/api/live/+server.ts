/** The live stream: server-sent events of the values as they change, and of the river's health. */
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, request }) => {
	const stream = locals.hub.watch(request.headers.get('last-event-id'));
	if (stream === null) {
		return new Response('Too many live streams are open; try again in a minute.\n', {
			status: 503,
			headers: { 'retry-after': '60' }
		});
	}
	return new Response(stream, {
		headers: {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store',
			// Proxies that buffer would hold the values back.
			'x-accel-buffering': 'no'
		}
	});
};
