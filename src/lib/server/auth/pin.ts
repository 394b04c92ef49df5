/** How PINs are kept: a salted hash that is slow on purpose, and says itself how it was made. */
import { argon2, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. */
const ARGON2 = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
/** The same sheet, scrypt, for a Node that was built without Argon2: N = 2^15, r = 8, p = 3. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 } as const;

type Scheme = 'argon2id' | 'scrypt';

const DERIVE: Record<Scheme, (pin: string, salt: Buffer) => Promise<Buffer>> = {
	argon2id: (pin, nonce) =>
		promisify(argon2)('argon2id', { ...ARGON2, message: Buffer.from(pin), nonce }),
	scrypt: (pin, salt) =>
		new Promise((done, failed) =>
			scrypt(pin, salt, 32, SCRYPT, (error, key) => (error ? failed(error) : done(key)))
		)
};

/** Each hash takes 19 MiB: one after the other, however many ask at once. */
let turn: Promise<unknown> = Promise.resolve();

function derive(scheme: Scheme, pin: string, salt: Buffer): Promise<Buffer> {
	const mine = turn.then(() => DERIVE[scheme](pin, salt));
	turn = mine.catch(() => {});
	return mine;
}

/** `argon2id$<salt>$<hash>`, base64url: what app.db keeps of a PIN. */
export async function hashPin(
	pin: string,
	scheme: Scheme = typeof argon2 === 'function' ? 'argon2id' : 'scrypt'
): Promise<string> {
	const salt = randomBytes(16);
	const hash = await derive(scheme, pin, salt);
	return [scheme, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether the PIN is the one that was hashed. */
export async function verifyPin(pin: string, kept: string): Promise<boolean> {
	const [scheme, salt = '', hash = ''] = kept.split('$');
	if (scheme !== 'argon2id' && scheme !== 'scrypt') return false;
	const expected = Buffer.from(hash, 'base64url');
	const given = await derive(scheme, pin, Buffer.from(salt, 'base64url'));
	return given.length === expected.length && timingSafeEqual(given, expected);
}
