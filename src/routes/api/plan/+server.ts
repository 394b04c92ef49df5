/** `GET /api/plan`: the levels as they are drawn. Large and seldom changed, so asked for once and kept by the browser. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Level } from '#floorplan/building.ts';
import type { RequestHandler } from './$types';

interface Made {
	text: string;
	zipped: Uint8Array<ArrayBuffer>;
	etag: string;
}

/** Made once for each building that is read. */
const made = new WeakMap<readonly Level[], Made>();

export const GET: RequestHandler = ({ locals, request }) => {
	const { levels } = locals.building;
	const plan = made.get(levels) ?? make(levels);
	made.set(levels, plan);
	const headers = {
		'content-type': 'application/json',
		'cache-control': 'private, no-cache',
		etag: plan.etag,
		vary: 'accept-encoding'
	};
	if (request.headers.get('if-none-match') === plan.etag) {
		return new Response(null, { status: 304, headers });
	}
	if (!request.headers.get('accept-encoding')?.includes('gzip')) {
		return new Response(plan.text, { headers });
	}
	return new Response(plan.zipped, { headers: { ...headers, 'content-encoding': 'gzip' } });
};

function make(levels: readonly Level[]): Made {
	const text = JSON.stringify(levels);
	const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
	return { text, zipped: new Uint8Array(gzipSync(text)), etag: `"${hash}"` };
}
