import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openAppDb } from '#lib/server/app-db/app-db.ts';
import { changes } from '#lib/server/app-db/audit.ts';
import { Auth, SESSION_MS } from '#lib/server/auth/auth.ts';
import { readNewCredentials } from '#lib/server/auth/credentials.ts';
import { hashPin, verifyPin } from '#lib/server/auth/pin.ts';
import { sessionCookie } from '#lib/server/auth/session-cookie.ts';
import { issueSetupKey, NEW_LINK_FILE, setupLink } from '#lib/server/auth/setup-link.ts';
import { Throttle } from '#lib/server/auth/throttle.ts';

const closing: (() => void)[] = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

const PIN = '204817';
const HOUR = 3_600_000;

function openAuth(dataDir = mkdtempSync(join(tmpdir(), 'nyaman-auth-'))) {
	const db = openAppDb(dataDir);
	closing.push(() => db.close());
	const clock = { at: Date.UTC(2026, 10, 24, 3) };
	const auth = new Auth({ db, now: () => 1_000, machine: () => clock.at });
	return {
		db,
		dataDir,
		clock,
		auth,
		issue: () => issueSetupKey(db, dataDir, clock.at),
		/** A product with one person, Siti. */
		async withSiti() {
			const result = await auth.setUp(issueSetupKey(db, dataDir, clock.at) ?? '', {
				name: 'Siti',
				pin: PIN
			});
			if (!result.ok) throw new Error(result.reason);
			return result.value;
		}
	};
}

test.each([
	{ pin: '204817', fault: null },
	{ pin: '2048 17', fault: null },
	{ pin: '993017264455', fault: null },
	{ pin: '12345', fault: 'pin-too-short' },
	{ pin: '1234567890123', fault: 'pin-too-long' },
	{ pin: '20481a', fault: 'pin-not-digits' },
	{ pin: '٢٠٤٨١٧', fault: 'pin-not-digits' },
	{ pin: '000000', fault: 'pin-too-simple' },
	{ pin: '123456', fault: 'pin-too-simple' },
	{ pin: '890123', fault: 'pin-too-simple' },
	{ pin: '987654', fault: 'pin-too-simple' },
	{ pin: '121212', fault: 'pin-too-simple' },
	{ pin: '204204', fault: 'pin-too-simple' },
	{ pin: '123321', fault: 'pin-too-simple' },
	{ pin: '112233', fault: 'pin-too-simple' },
	{ pin: '747774', fault: 'pin-too-simple' }
])('a new PIN $pin: $fault', ({ pin, fault }) => {
	const read = readNewCredentials({ name: 'Siti', pin });
	expect(read.ok ? null : read.reason).toBe(fault);
});

test.each([
	{ name: '  Siti   Aminah ', kept: 'Siti Aminah' },
	{ name: '   ', kept: 'name-missing' },
	{ name: undefined, kept: 'name-missing' },
	{ name: 'a'.repeat(61), kept: 'name-too-long' },
	{ name: 'Siti\u202enimda', kept: 'name-unprintable' }
])('the name $name becomes $kept', ({ name, kept }) => {
	const read = readNewCredentials({ name, pin: PIN });
	expect(read.ok ? read.value.name : read.reason).toBe(kept);
});

test.each(['argon2id', 'scrypt'] as const)(
	'a PIN is told from another by its %s hash, which does not hold it and is never twice the same',
	async (scheme) => {
		const [one, other] = [await hashPin(PIN, scheme), await hashPin(PIN, scheme)];
		expect(one).not.toBe(other);
		expect(one.startsWith(`${scheme}$`)).toBe(true);
		expect(one).not.toContain(PIN);
		expect(await verifyPin(PIN, one)).toBe(true);
		expect(await verifyPin('204818', one)).toBe(false);
	},
	60_000
);

test('a kept hash that was damaged lets nobody in', async () => {
	expect(await verifyPin(PIN, '')).toBe(false);
	expect(await verifyPin(PIN, 'plain$$204817')).toBe(false);
	expect(await verifyPin(PIN, 'argon2id$AAAAAAAAAAAAAAAAAAAAAA$')).toBe(false);
});

test('the first person is set up by the one-time key, once, and by no other', async () => {
	const { auth, issue } = openAuth();
	const key = issue() ?? '';
	expect(key).toMatch(/^[\w-]{22}$/);
	expect(setupLink('http://localhost:3000/', key)).toBe(
		`http://localhost:3000/masuk/atur?kunci=${key}`
	);
	expect(await auth.setUp('x'.repeat(22), { name: 'Siti', pin: PIN })).toMatchObject({
		reason: 'void-key'
	});
	expect(await auth.setUp(key, { name: 'Siti', pin: '111111' })).toMatchObject({
		reason: 'pin-too-simple'
	});
	const both = await Promise.all([
		auth.setUp(key, { name: 'Siti', pin: PIN }),
		auth.setUp(key, { name: 'Budi', pin: PIN })
	]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	expect(auth.people()).toHaveLength(1);
	expect(await auth.setUp(key, { name: 'Wati', pin: PIN })).toMatchObject({ reason: 'void-key' });
	expect(issue()).toBeNull();
});

test('a key is void after 24 hours and when a newer one is printed', () => {
	const { auth, clock, issue } = openAuth();
	const first = issue() ?? '';
	const second = issue() ?? '';
	expect(auth.isSetupKey(first)).toBe(false);
	clock.at += 24 * HOUR - 1;
	expect(auth.isSetupKey(second)).toBe(true);
	clock.at += 1;
	expect(auth.isSetupKey(second)).toBe(false);
});

test('who forgot the PIN gets back in by a file in the data folder; the others stay', async () => {
	const { auth, clock, dataDir, issue, withSiti } = openAuth();
	const { token, person } = await withSiti();
	await auth.add(person, { name: 'Budi', pin: '771204' });
	writeFileSync(join(dataDir, NEW_LINK_FILE), '');
	const key = issue() ?? '';
	expect(issue()).toBeNull();
	const again = await auth.setUp(key, { name: 'siti', pin: '550913' });
	expect(again.ok && again.value.person.name).toBe('Siti');
	expect(auth.people().map(({ name }) => name)).toEqual(['Budi', 'Siti']);
	expect(auth.personOf(token)).toBeNull();
	expect((await auth.signIn({ name: 'Siti', pin: PIN }, 'a')).kind).toBe('wrong');
	clock.at += HOUR;
	expect((await auth.signIn({ name: 'Siti', pin: '550913' }, 'a')).kind).toBe('signed-in');
});

test('a session is known for 12 hours, until it is ended, and by its own token only', async () => {
	const { auth, clock, withSiti } = openAuth();
	const { token } = await withSiti();
	expect(auth.personOf(token)?.name).toBe('Siti');
	expect(auth.personOf(`${token}x`)).toBeNull();
	expect(auth.personOf(undefined)).toBeNull();
	clock.at += SESSION_MS - 1;
	expect(auth.personOf(token)?.name).toBe('Siti');
	clock.at += 1;
	expect(auth.personOf(token)).toBeNull();

	const answer = await auth.signIn({ name: 'SITI', pin: '2048 17' }, 'a');
	if (answer.kind !== 'signed-in') throw new Error(answer.kind);
	auth.signOut(answer.session.token);
	expect(auth.personOf(answer.session.token)).toBeNull();
});

test('app.db holds no PIN, token or key as it is, and is for its owner alone', async () => {
	const { auth, db, dataDir, issue, withSiti } = openAuth();
	const key = issue() ?? '';
	const { token } = await withSiti();
	await auth.signIn({ name: 'Siti', pin: '884419' }, 'a');
	const tables = ['person', 'session', 'setup_link', 'audit', 'registry_change'];
	const held = JSON.stringify(tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all()));
	expect(held).toContain('Siti');
	for (const secret of [PIN, '884419', token, key]) expect(held).not.toContain(secret);
	if (process.platform !== 'win32') {
		expect(statSync(join(dataDir, 'app.db')).mode & 0o777).toBe(0o600);
	}
});

test('wrong tries are slowed by name: 30 seconds after the third, then twice as long, 5 minutes at most', async () => {
	const { auth, clock, withSiti } = openAuth();
	await withSiti();
	let address = 0;
	const tryPin = (pin: string) => auth.signIn({ name: 'Siti', pin }, `10.0.0.${(address += 1)}`);
	const waits: number[] = [];
	for (let n = 0; n < 8; n++) {
		const answer = await tryPin('771299');
		if (answer.kind !== 'wrong') throw new Error(answer.kind);
		waits.push(answer.waitMs / 1_000);
		// While it waits, not even the right one is listened to, from anywhere.
		if (answer.waitMs > 0) expect((await tryPin(PIN)).kind).toBe('wait');
		clock.at += answer.waitMs;
	}
	expect(waits).toEqual([0, 0, 30, 60, 120, 240, 300, 300]);
	expect((await tryPin(PIN)).kind).toBe('signed-in');
	expect(await tryPin('771299')).toEqual({ kind: 'wrong', waitMs: 0 });
});

test('many tries at once are counted before they are answered', async () => {
	const { auth, withSiti } = openAuth();
	await withSiti();
	const answers = await Promise.all(
		Array.from({ length: 20 }, (_, n) => auth.signIn({ name: 'Siti', pin: `77129${n % 10}` }, 'a'))
	);
	expect(answers.filter(({ kind }) => kind === 'wrong')).toHaveLength(3);
	expect(answers.filter(({ kind }) => kind === 'wait')).toHaveLength(17);
});

test('one address is slowed whatever names it invents, and a name that is not there answers like one that is', async () => {
	const { auth, withSiti } = openAuth();
	await withSiti();
	const kinds: string[] = [];
	for (let n = 0; n < 11; n++) {
		kinds.push((await auth.signIn({ name: `orang ${n}`, pin: '771299' }, 'b')).kind);
	}
	expect(kinds).toEqual([...Array<string>(10).fill('wrong'), 'wait']);
	expect((await auth.signIn({ name: 'Siti', pin: PIN }, 'b')).kind).toBe('wait');
	expect((await auth.signIn({ name: 'Siti', pin: PIN }, 'c')).kind).toBe('signed-in');
	const there: unknown[] = [];
	const invented: unknown[] = [];
	for (let n = 0; n < 4; n++) {
		there.push(await auth.signIn({ name: 'Siti', pin: '771299' }, `d${n}`));
		invented.push(await auth.signIn({ name: 'Tidak Ada', pin: '771299' }, `e${n}`));
	}
	expect(invented).toEqual(there);
});

test('what is remembered of tries is bounded, and forgotten after a while', () => {
	const rule = { free: 1, firstMs: 1_000, longestMs: 8_000, forgetMs: 60_000, keys: 3 };
	const throttle = new Throttle(rule);
	for (let n = 0; n < 100; n++) throttle.count(`key ${n}`, 0);
	expect(throttle.size()).toBe(3);
	expect(throttle.wait('key 99', 0)).toBe(1_000);
	expect(throttle.wait('key 0', 0)).toBe(0);
	expect(throttle.wait('key 99', 60_000)).toBe(0);
});

test('anyone with a session adds and removes people; the last one stays, and the names stay beside it', async () => {
	const { auth, db, withSiti } = openAuth();
	const { person: siti } = await withSiti();
	const budi = await auth.add(siti, { name: 'Budi', pin: '771204' });
	if (!budi.ok) throw new Error(budi.reason);
	expect(await auth.add(siti, { name: 'BUDI', pin: '771204' })).toMatchObject({
		reason: 'name-taken'
	});
	const session = await auth.signIn({ name: 'Budi', pin: '771204' }, 'a');
	if (session.kind !== 'signed-in') throw new Error(session.kind);
	expect(auth.remove(siti, 999)).toMatchObject({ reason: 'not-there' });
	expect(auth.remove(siti, budi.value.id).ok).toBe(true);
	expect(auth.personOf(session.session.token)).toBeNull();
	expect(auth.remove(siti, siti.id)).toMatchObject({ reason: 'last-person' });
	expect(auth.people()).toEqual([siti]);
	expect(changes(db, 10)).toEqual([
		{
			...{ at: 1_000, person: 'Siti', action: 'remove-person', subject: 'Budi' },
			...{ before: { name: 'Budi' }, after: null }
		},
		{
			...{ at: 1_000, person: 'Siti', action: 'add-person', subject: 'Budi' },
			...{ before: null, after: { name: 'Budi' } }
		},
		{
			...{ at: 1_000, person: 'Siti', action: 'set-up', subject: 'Siti' },
			...{ before: null, after: { name: 'Siti' } }
		}
	]);
});

test('what was kept is there after a restart, and a file that is no database is told in words', async () => {
	const { auth, dataDir, withSiti } = openAuth();
	const { token } = await withSiti();
	expect(auth.personOf(token)?.name).toBe('Siti');
	expect(openAuth(dataDir).auth.personOf(token)?.name).toBe('Siti');
	const broken = mkdtempSync(join(tmpdir(), 'nyaman-auth-'));
	writeFileSync(join(broken, 'app.db'), 'not a database, but long enough to be taken for one');
	expect(() => openAppDb(broken)).toThrow(/cannot open .*app\.db/);
});

test.each([
	{ address: 'https://mpp.example.go.id/masuk', secure: true },
	{ address: 'http://localhost:3000/masuk', secure: false }
])('the cookie at $address: secure $secure, out of reach of scripts and other sites', (row) => {
	expect(sessionCookie(new URL(row.address))).toMatchObject({
		...{ secure: row.secure, httpOnly: true, sameSite: 'strict', path: '/' }
	});
});
