// The public parking screen, for src/routes/board/parking. Sent as it stands to any browser that a screen may have, so it is plain
// and short. It asks every five seconds, counts the age of what it shows itself, reloads after a
// release, and would rather show no number than an old one.
(() => {
	const words = JSON.parse(document.getElementById('words').textContent);
	const ASK_MS = 5000;
	const GIVE_UP_MS = 8000;
	/** An answer older than this is said to be old; older than the second, it is not shown. */
	const OLD_MS = 20000;
	const TOO_OLD_MS = 300000;
	const LANGUAGE_MS = 12000;
	const SHIFT_MS = 30000;
	const SHIFT_PX = 14;
	const SWAP_MS = 3600000;
	const languages = ['id', 'en'];
	const el = (id) => document.getElementById(id);
	const monotonic = () => performance.now();

	let language = 0;
	let answer = null;
	let heardAt = -Infinity;
	let asking = false;

	const formats = {};
	for (const [name, tag] of [
		['id', 'id-ID'],
		['en', 'en-GB']
	]) {
		const zone = words.timeZone;
		const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone };
		formats[name] = {
			time: new Intl.DateTimeFormat(tag, clock),
			day: new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: zone }),
			count: new Intl.NumberFormat(tag)
		};
	}

	const say = (key, values) => {
		let text = words[languages[language]][key];
		for (const name in values) text = text.replace('{' + name + '}', values[name]);
		return text;
	};

	/** The server's time now: its clock when it answered, and what has passed here since. */
	const now = () => answer.at + (monotonic() - heardAt);

	function ask() {
		if (asking) return;
		asking = true;
		const stop = new AbortController();
		const timer = setTimeout(() => stop.abort(), GIVE_UP_MS);
		const sentAt = monotonic();
		fetch('/api/parking', { cache: 'no-store', signal: stop.signal })
			.then((response) => {
				if (!response.ok) throw new Error(String(response.status));
				return response.json();
			})
			.then((told) => {
				if (told.release !== words.release) {
					location.reload();
					return;
				}
				answer = told;
				// The answer is as old as its question, at most.
				heardAt = sentAt;
				show();
			})
			.catch(() => {
				// Nobody answered: what is shown grows older, and says so.
			})
			.finally(() => {
				clearTimeout(timer);
				asking = false;
			});
	}

	function ageOf() {
		if (answer === null) return Infinity;
		const silent = monotonic() - heardAt;
		return silent + (answer.flowing ? 0 : Math.max(0, answer.at - answer.dataAt));
	}

	function row(name, value, note, kind) {
		const line = document.createElement('div');
		line.className = 'line ' + (kind || '');
		const label = document.createElement('span');
		label.className = 'name';
		label.textContent = name;
		const number = document.createElement('span');
		number.className = 'value';
		number.textContent = value;
		line.append(label, number);
		if (note) {
			const small = document.createElement('span');
			small.className = 'small';
			small.textContent = note;
			line.append(small);
		}
		return line;
	}

	function freeOf(one, usable) {
		if (!usable || one.free === null) return '–';
		if (one.fullSince !== null || (one.free === 0 && one.most === 0)) return say('full');
		return formats[languages[language]].count.format(one.free);
	}

	function show() {
		const f = formats[languages[language]];
		document.documentElement.lang = languages[language];
		el('title').textContent = words.building[languages[language]];
		el('heading').textContent = say('heading');
		const age = ageOf();
		const state = age > TOO_OLD_MS ? 'too-old' : age > OLD_MS ? 'old' : 'fresh';
		document.body.dataset.state = state;
		const usable = state !== 'too-old';
		const main = el('main');
		const lines = el('lines');
		if (answer === null) {
			main.replaceChildren();
			lines.replaceChildren();
			el('status').textContent = say('waiting');
			el('clock').textContent = '';
			return;
		}
		const at = answer.flowing ? answer.at : answer.dataAt;
		el('clock').textContent = f.day.format(now()) + ' ' + f.time.format(now());
		el('status').textContent = !usable
			? say('too_old', { time: f.time.format(at) })
			: state === 'old'
				? say('old', { time: f.time.format(at) })
				: answer.service.open
					? say('least')
					: say('closed');
		const shown = answer.classes.filter((one) => one.class !== 'official');
		main.replaceChildren(
			...shown
				.filter((one) => one.class !== 'disabled')
				.map((one) => row(say(one.class), freeOf(one, usable), '', 'big'))
		);
		const zones = answer.zones.filter(
			(zone) => zone.class === 'car' || zone.class === 'motorcycle'
		);
		const separate = [];
		for (const one of shown) {
			if (one.class === 'disabled') {
				separate.push(row(say('disabled'), freeOf(one, usable), say('disabled_only'), 'own'));
			}
		}
		for (const zone of zones) {
			separate.push(row(zone.name[languages[language]], freeOf(zone, usable), '', ''));
		}
		const sum = (key) => answer.classes.reduce((all, one) => all + one[key], 0);
		const official = answer.classes.find((one) => one.class === 'official');
		if (official) {
			separate.push(
				row(say('official'), f.count.format(official.offered), say('not_public'), 'not')
			);
		}
		if (sum('reserved') > 0) {
			separate.push(
				row(say('reserved'), f.count.format(sum('reserved')), say('not_public'), 'not')
			);
		}
		if (sum('closed') > 0) {
			separate.push(row(say('out'), f.count.format(sum('closed')), say('not_public'), 'not'));
		}
		lines.replaceChildren(...separate);
		el('simulated').hidden = !answer.simulated;
		el('simulated').textContent = say('simulated');
	}

	/** Nothing stands on the same points for long, and dark and light change places. */
	function shift() {
		const turn = Date.now() / SHIFT_MS;
		const x = Math.round(SHIFT_PX * Math.sin(turn * 0.7));
		const y = Math.round(SHIFT_PX * Math.cos(turn * 0.9));
		el('sheet').style.transform = 'translate(' + x + 'px,' + y + 'px)';
		document.body.dataset.tone = Math.floor(Date.now() / SWAP_MS) % 2 === 0 ? 'dark' : 'light';
	}

	setInterval(ask, ASK_MS);
	setInterval(show, 1000);
	setInterval(shift, SHIFT_MS);
	setInterval(() => {
		language = (language + 1) % languages.length;
		show();
	}, LANGUAGE_MS);
	addEventListener('online', ask);
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible') ask();
	});
	shift();
	show();
	ask();
})();
