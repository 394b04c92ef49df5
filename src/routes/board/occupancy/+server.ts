/**
 * `GET /board/occupancy?room=KEY`: the screen at a hall's door, a page of its own without the
 * product's frame. Without a room it offers the halls.
 */
import { randomBytes } from 'node:crypto';
import font from '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2?url';
import { LANGUAGES, type Language } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { BUILDING } from '#lib/live/occupancy-zones.ts';
import { zonesNow } from '../../api/occupancy/report.server.ts';
import style from './board-screen.css?raw';
import type { RequestHandler } from './$types';

function wordsIn(locale: Language) {
	return {
		free: m.occupancy_board_free({}, { locale }),
		nearly: m.occupancy_board_nearly({}, { locale }),
		full: m.occupancy_board_full({}, { locale }),
		full_note: m.occupancy_board_full_note({}, { locale }),
		places: m.occupancy_board_places({ count: '{count}' }, { locale }),
		unknown: m.occupancy_board_unknown({}, { locale }),
		unknown_note: m.occupancy_board_unknown_note({ time: '{time}' }, { locale }),
		no_data: m.occupancy_board_no_data({}, { locale }),
		closed: m.occupancy_board_closed({}, { locale }),
		time: m.occupancy_board_time({ time: '{time}' }, { locale }),
		simulated: m.simulation_notice({}, { locale })
	};
}

export const GET: RequestHandler = ({ locals, url }) => {
	const { building } = locals;
	const { zones } = zonesNow(locals);
	const halls = zones.filter(({ key }) => key !== BUILDING);
	const room = url.searchParams.get('room');
	const zone = zones.find(
		({ key, rooms }) => key === room || (key !== BUILDING && rooms.some((one) => one.key === room))
	);
	const names = new Map(
		building.levels.flatMap(({ rooms }) => rooms.map(({ key, name }) => [key, name] as const))
	);
	const nonce = randomBytes(16).toString('base64');
	if (zone === undefined) {
		const items = halls
			.map(({ key }) => {
				const name = escaped(names.get(key)?.id ?? key);
				return `<li><a href="?room=${encodeURIComponent(key)}">${name}</a></li>`;
			})
			.join('');
		const title = escaped(m.occupancy_board_choose({}, { locale: 'id' }));
		return answer(
			page(title, `<main class="choose"><h1>${title}</h1><ul>${items}</ul></main>`),
			nonce,
			room === null ? 200 : 404
		);
	}
	const words = {
		...Object.fromEntries(LANGUAGES.map((locale) => [locale, wordsIn(locale)])),
		zone: zone.key,
		name: zone.key === BUILDING ? building.name : (names.get(zone.key) ?? building.name),
		timeZone: building.timeZone
	};
	// A name that ends the element would end it.
	const data = JSON.stringify(words).replaceAll('<', '\\u003c');
	return answer(
		page(
			escaped(m.occupancy_board_title({}, { locale: 'id' })),
			`<main><h1 id="name"></h1><p id="state" role="status"></p><p id="note"></p></main>
<footer><span id="time"></span><span id="simulated" hidden></span></footer>
<script type="application/json" id="words" nonce="${nonce}">${data}</script>
<script src="/board/occupancy.js" nonce="${nonce}"></script>`
		),
		nonce
	);
};

function page(title: string, body: string): string {
	return `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>@font-face{font-family:'Plus Jakarta Sans';font-weight:200 800;font-display:swap;src:url('${font}') format('woff2-variations')}
${style}</style>
</head>
<body data-state="unknown">
${body}
</body>
</html>
`;
}

function answer(html: string, nonce: string, status = 200): Response {
	return new Response(html, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': `default-src 'self'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'`
		}
	});
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
