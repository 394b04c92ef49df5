import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { handleLanguage } from '#lib/i18n/handle.server.ts';
import { currentLanguage, inLanguage, inWords } from '#lib/i18n/language.ts';

const HOST = 'http://gedung.example';

/** A page that answers with its template and the language it was made in. */
async function ask(path: string, { cookie = '', method = 'GET' } = {}): Promise<Response> {
	const request = new Request(HOST + path, { method, headers: { cookie } });
	const event = { url: new URL(request.url), request } as RequestEvent;
	return handleLanguage({
		event,
		resolve: async (_event, options) => {
			const html = `<html lang="%lang%">${inWords({ id: 'Lobi', en: 'Lobby' })}`;
			return new Response(await options?.transformPageChunk?.({ html, done: true }));
		}
	});
}

test.each([
	{ reader: 'no choice', cookie: '', html: '<html lang="id">Lobi' },
	{ reader: 'English chosen', cookie: 'PARAGLIDE_LOCALE=en', html: '<html lang="en">Lobby' },
	{
		reader: 'a language we do not speak',
		cookie: 'PARAGLIDE_LOCALE=xx',
		html: '<html lang="id">Lobi'
	}
])('a reader with $reader is answered $html', async ({ cookie, html }) => {
	const response = await ask('/?room=lobi', { cookie });
	expect(await response.text()).toBe(html);
	expect(currentLanguage()).toBe('id');
});

test('a language link keeps the choice and leads back to where it was', async () => {
	const response = await ask('/?room=lobi&lang=en&layer=co2');
	expect(response.status).toBe(303);
	expect(response.headers.get('location')).toBe('/?room=lobi&layer=co2');
	expect(response.headers.get('set-cookie')).toMatch(
		/^PARAGLIDE_LOCALE=en; Path=\/; Max-Age=\d+; SameSite=Lax$/
	);
});

test.each([
	{ what: 'another host', path: '//elsewhere.example/x?lang=en', location: '/elsewhere.example/x' },
	{ what: 'the page without a query', path: '/?lang=id', location: '/' }
])('of a link to $what, the way back is $location', async ({ path, location }) => {
	expect((await ask(path)).headers.get('location')).toBe(location);
});

test.each([
	{ what: 'a language we do not speak', path: '/?lang=xx', method: 'GET' },
	{ what: 'a form', path: '/?lang=en', method: 'POST' }
])('$what is left alone', async ({ path, method }) => {
	expect((await ask(path, { method })).status).toBe(200);
});

test('a language link keeps the rest of the address', () => {
	expect(inLanguage(new URL(`${HOST}/?room=a&lang=id`), 'en')).toBe('?room=a&lang=en');
});
