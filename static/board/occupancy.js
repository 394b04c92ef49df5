// The screen at a hall's door. Asks every five seconds, is told at once of a recount, and would rather
// show no state than an old one.
(() => {
	/**
	 * @typedef {{ at: number, people: number, high: number, capacity: number, stale: boolean,
	 *   heardAt: number | null, closed: boolean, simulated: boolean }} Told
	 * @typedef {Record<string, string>} Words
	 */
	/** @param {string} id */
	const el = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
	/** @type {{ id: Words, en: Words, zone: string, name: string | Words, timeZone: string }} */
	const words = JSON.parse(el('words').textContent ?? '');
	const ASK_MS = 5000;
	const GIVE_UP_MS = 8000;
	/** An answer older than this is not shown as now's. */
	const TOO_OLD_MS = 60000;
	const LANGUAGE_MS = 12000;
	const NEARLY = 0.85;
	const tags = { id: 'id-ID', en: 'en-GB' };
	/** @type {'id' | 'en'} */
	let language = 'id';
	/** @type {Told | null} */
	let told = null;
	let heardAt = -Infinity;
	let asking = false;
	/** @param {'id' | 'en'} name */
	const clock = (name) =>
		new Intl.DateTimeFormat(tags[name], {
			...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
			timeZone: words.timeZone
		});
	const clocks = { id: clock('id'), en: clock('en') };

	/**
	 * @param {string} key
	 * @param {Record<string, string | number>} [values]
	 */
	const say = (key, values = {}) => {
		let text = words[language][key] ?? '';
		for (const [name, value] of Object.entries(values)) {
			text = text.replace('{' + name + '}', String(value));
		}
		return text;
	};
	/** @param {number} at */
	const time = (at) => clocks[language].format(at);

	function ask() {
		if (asking) return;
		asking = true;
		const stop = new AbortController();
		const timer = setTimeout(() => stop.abort(), GIVE_UP_MS);
		const sentAt = performance.now();
		fetch('/api/occupancy/board?zone=' + encodeURIComponent(words.zone), {
			...{ cache: 'no-store', signal: stop.signal }
		})
			.then((response) => {
				if (!response.ok) throw new Error(String(response.status));
				return response.json();
			})
			.then((answer) => {
				told = answer;
				// The answer is as old as its question, at most.
				heardAt = sentAt;
			})
			.catch(() => {
				// Nobody answered: what is shown grows older, until it is taken away.
			})
			.finally(() => {
				clearTimeout(timer);
				asking = false;
				show();
			});
	}

	/** @returns {[string, string]} */
	function stateNow() {
		if (told === null) return ['unknown', say('no_data')];
		if (performance.now() - heardAt > TOO_OLD_MS || told.stale) {
			const at = told.heardAt === null ? told.at : Math.min(told.at, told.heardAt);
			return ['unknown', say('unknown_note', { time: time(at) })];
		}
		if (told.closed) return ['closed', ''];
		const left = Math.floor(told.capacity - told.high);
		if (told.people >= told.capacity) return ['full', say('full_note')];
		const note = left > 0 ? say('places', { count: left }) : '';
		return [told.people >= NEARLY * told.capacity ? 'nearly' : 'free', note];
	}

	function show() {
		const [state, note] = stateNow();
		document.documentElement.lang = language;
		document.body.dataset.state = state;
		el('name').textContent =
			typeof words.name === 'string' ? words.name : (words.name[language] ?? '');
		el('state').textContent = say(state);
		el('note').textContent = note;
		el('time').textContent =
			told === null || state === 'unknown' ? '' : say('time', { time: time(told.at) });
		el('simulated').hidden = !told?.simulated;
		el('simulated').textContent = say('simulated');
	}

	setInterval(ask, ASK_MS);
	setInterval(show, 1000);
	setInterval(() => {
		language = language === 'id' ? 'en' : 'id';
		show();
	}, LANGUAGE_MS);
	new EventSource('/api/live').addEventListener('notice', ask);
	ask();
	show();
})();
