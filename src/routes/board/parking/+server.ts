/**
 * `GET /board/parking`: the public screen, a page of its own that needs nothing else of the
 * product: no sign-in, no frame, and no database behind its first paint.
 */
import { randomBytes } from 'node:crypto';
import { version } from '$app/environment';
import font from '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2?url';
import { m } from '#lib/i18n/paraglide/messages.js';
import { LANGUAGES, type Language } from '#lib/i18n/language.ts';
import style from './board-screen.css?raw';
import type { RequestHandler } from './$types';

function wordsIn(locale: Language) {
	return {
		heading: m.parking_board_heading({}, { locale }),
		car: m.parking_board_car({}, { locale }),
		motorcycle: m.parking_board_motorcycle({}, { locale }),
		disabled: m.parking_board_disabled({}, { locale }),
		disabled_only: m.parking_board_disabled_only({}, { locale }),
		official: m.parking_board_official({}, { locale }),
		reserved: m.parking_board_reserved({}, { locale }),
		out: m.parking_board_out({}, { locale }),
		not_public: m.parking_board_not_public({}, { locale }),
		full: m.parking_board_full({}, { locale }),
		least: m.parking_board_least({}, { locale }),
		closed: m.parking_board_closed({}, { locale }),
		old: m.parking_board_old({ time: '{time}' }, { locale }),
		too_old: m.parking_board_too_old({ time: '{time}' }, { locale }),
		waiting: m.parking_board_waiting({}, { locale }),
		simulated: m.simulation_notice({}, { locale })
	};
}

export const GET: RequestHandler = ({ locals: { building } }) => {
	const nonce = randomBytes(16).toString('base64');
	const words = {
		...Object.fromEntries(LANGUAGES.map((locale) => [locale, wordsIn(locale)])),
		building: building.name,
		timeZone: building.timeZone,
		release: version
	};
	// A name that ends the element would end it.
	const data = JSON.stringify(words).replaceAll('<', '\\u003c');
	const html = `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${m.parking_board_heading({}, { locale: 'id' })}</title>
<style>@font-face{font-family:'Plus Jakarta Sans';font-weight:200 800;font-display:swap;src:url('${font}') format('woff2-variations')}
${style}</style>
</head>
<body data-state="fresh" data-tone="dark">
<div id="sheet">
<header><h1><span id="title"></span> · <span id="heading"></span></h1><span id="clock"></span></header>
<main id="main"></main>
<section id="lines"></section>
<footer><span id="status" role="status"></span><span id="simulated" hidden></span></footer>
</div>
<script type="application/json" id="words" nonce="${nonce}">${data}</script>
<script src="/board/parking.js?${version}"></script>
</body>
</html>
`;
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'`
		}
	});
};
