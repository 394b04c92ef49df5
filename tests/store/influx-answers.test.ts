import { describe, expect, test } from 'vitest';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { SERIES, T0, reading, readings } from './sample.ts';
import { CREDENTIALS, TOKEN, against } from './stand-in.ts';
import type { Answer } from './stand-in.ts';

/** Bodies as 1.8, 2.7 and 3 Core document them for /write and /query. */
const UNAVAILABLE: { what: string; answer: Answer; says: RegExp }[] = [
	{
		what: '500',
		answer: { status: 500, body: { error: 'timeout' } },
		says: /answered 500: timeout/
	},
	{ what: '503', answer: { status: 503, body: 'busy', type: 'text/plain' }, says: /503/ },
	{
		what: '429',
		answer: { status: 429, body: { code: 'too many requests', message: 'over quota' } },
		says: /answered 429: over quota/
	},
	{
		what: '401 that repeats the secret',
		answer: { status: 401, body: { message: `no: ${TOKEN} Basic ${CREDENTIALS}` } },
		says: /refuses the user \(401\): .*no: \*\*\* Basic \*\*\*/
	},
	{
		what: '403',
		answer: { status: 403, body: { code: 'forbidden', message: 'insufficient permissions' } },
		says: /refuses the user \(403\).*insufficient permissions/
	},
	{
		what: '400 about the request, not about its lines',
		answer: { status: 400, body: { error: 'database is required' } },
		says: /answered 400: database is required/
	},
	{
		what: '404 of a proxy',
		answer: { status: 404, body: '<h1>Not Found</h1>', type: 'text/html' },
		says: /answered 404/
	},
	{
		what: '404 of 2.x without a mapping',
		answer: { status: 404, body: { code: 'not found', message: 'no dbrp mapping found' } },
		says: /database raw is missing .*Create it: .*bucket of that name/
	},
	{
		what: '200 of another program',
		answer: { status: 200, body: '<html>', type: 'text/html' },
		says: /answered a write with 200 instead of 204: is it InfluxDB\?/
	},
	{
		what: 'connection cut',
		answer: (response) => void response.destroy(),
		says: /cannot be reached: socket hang up/
	},
	{
		what: 'answer cut in the middle',
		answer: (response) => {
			response.writeHead(500, { 'content-length': 1_000 }).write('{"err');
			setTimeout(() => response.destroy(), 20);
		},
		says: /cannot be reached/
	},
	{
		what: 'answer that never ends',
		answer: (response) => void response.writeHead(500).write('{'),
		says: /did not answer within 1500 ms/
	}
];

describe('a write', () => {
	test.each(UNAVAILABLE)(
		'that meets $what may be tried again, and tells no secret',
		({ answer, says }) =>
			against(
				() => answer,
				async (store) => {
					const error: unknown = await store
						.write(readings(100))
						.catch((reason: unknown) => reason);
					expect(error).toBeInstanceOf(StoreUnavailable);
					const { message } = error as StoreUnavailable;
					expect(message).toMatch(says);
					expect(message).not.toContain(TOKEN);
					expect(message).not.toContain(CREDENTIALS);
				}
			)
	);

	test('goes to /write in ms, zipped, with Basic credentials', () =>
		against(
			() => ({ status: 204 }),
			async (store, received) => {
				expect(await store.write(readings(100))).toMatchObject({ rejected: [] });
				expect(received).toHaveLength(1);
				expect(received[0]?.path).toBe('/write?db=raw&precision=ms');
				expect(received[0]?.headers).toMatchObject({
					authorization: `Basic ${CREDENTIALS}`,
					'content-encoding': 'gzip'
				});
				const lines = readings(100).map(
					({ value, at }) => `climate,device=${SERIES.device} temperature=${value} ${at}`
				);
				expect(received[0]?.body.split('\n')).toEqual(lines);
			}
		));

	const REFUSALS = [
		{
			version: '1.x',
			status: 400,
			body: { error: 'partial write: field type conflict: input field "co2" dropped=1' }
		},
		{
			version: '2.x',
			status: 422,
			body: {
				code: 'unprocessable entity',
				message: 'failure writing points to database: partial write: field type conflict'
			}
		},
		{
			version: '2.x parser',
			status: 400,
			body: { code: 'invalid', message: `unable to parse 'x': missing fields` }
		},
		{
			version: '3.x',
			status: 400,
			body: { error: 'partial write of line protocol occurred', data: [{ line_number: 1 }] }
		}
	];
	test.each(REFUSALS)(
		'of which $version refuses lines finds them, and writes the rest',
		({ status, body }) => {
			const kept = new Set<string>();
			const refuses = (line: string) => line.includes('co2=');
			return against(
				(request) => {
					const lines = request.body.split('\n');
					if (lines.some(refuses)) return { status, body };
					for (const line of lines) kept.add(line);
					return { status: 204 };
				},
				async (store, received) => {
					const batch = readings(500);
					for (const i of [0, 3, 4, 250, 499]) batch[i] = reading({ metric: 'co2', at: T0 + i });
					expect((await store.write(batch)).rejected).toEqual([0, 3, 4, 250, 499]);
					expect(kept.size).toBe(495);
					expect(received.length).toBeLessThan(100);
				}
			);
		}
	);

	test('that is too large is parted', () =>
		against(
			({ body }) =>
				body.length > 2_000 ? { status: 413, body: { error: 'too large' } } : { status: 204 },
			async (store, received) => {
				expect(await store.write(readings(200))).toMatchObject({ rejected: [] });
				const kept = received.filter(({ body }) => body.length <= 2_000);
				expect(kept.flatMap(({ body }) => body.split('\n'))).toHaveLength(200);
			}
		));

	test('that meets a 500 in the middle of the search says nothing of the batch', () => {
		let asked = 0;
		return against(
			() => (++asked > 4 ? { status: 500 } : { status: 400, body: { error: 'partial write' } }),
			async (store) => {
				await expect(store.write(readings(64))).rejects.toThrow(StoreUnavailable);
			}
		);
	});
});
