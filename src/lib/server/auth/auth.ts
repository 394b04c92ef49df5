/** Who may write: people with a name and a PIN, and the sessions in which they are recognised. */
import type { Result } from '../../domain/result.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { AppDb } from '../app-db/app-db.ts';
import { transaction } from '../app-db/app-db.ts';
import { record } from '../app-db/audit.ts';
import type { AuditEntry } from '../app-db/audit.ts';
import type { Clock } from '../clock.ts';
import { nameKey, readCredentials, readNewCredentials } from './credentials.ts';
import type { CredentialFault } from './credentials.ts';
import { hashPin, verifyPin } from './pin.ts';
import { isSetupKey, useSetupKey } from './setup-link.ts';
import { Throttle } from './throttle.ts';
import { newToken, tokenHash } from './tokens.ts';

export interface Person {
	id: number;
	name: string;
}

export interface Session {
	/** For the cookie; never kept here. */
	token: string;
	person: Person;
}

export type SignInAnswer =
	| { kind: 'signed-in'; session: Session }
	/** `waitMs` until another try is listened to; 0: at once. */
	| { kind: 'wrong'; waitMs: number }
	| { kind: 'wait'; waitMs: number };

export interface AuthDeps {
	db: AppDb;
	/** The building's clock: the time that stands beside a change. */
	now: Clock;
	/** The machine's clock: sessions and waits go on by it whatever day a demo plays. */
	machine?: Clock;
}

export const SESSION_MS = 12 * 3_600_000;

const MINUTE_MS = 60_000;
const SLOWING = {
	firstMs: 30_000,
	longestMs: 5 * MINUTE_MS,
	forgetMs: 60 * MINUTE_MS,
	keys: 2_000
};

export class Auth {
	readonly #db: AppDb;
	readonly #now: Clock;
	readonly #machine: Clock;
	readonly #known = new Throttle({ ...SLOWING, free: 3 });
	// Apart, so that invented names cannot push a real one's tries out of memory.
	readonly #invented = new Throttle({ ...SLOWING, free: 3 });
	/** Behind one address there may be a whole office. */
	readonly #addresses = new Throttle({ ...SLOWING, free: 10 });

	constructor({ db, now, machine = Date.now }: AuthDeps) {
		this.#db = db;
		this.#now = now;
		this.#machine = machine;
	}

	/** Everyone who may write, by name. */
	people(): Person[] {
		return this.#db
			.prepare('SELECT id, name FROM person ORDER BY name_key')
			.all()
			.map((row) => ({ id: Number(row.id), name: String(row.name) }));
	}

	/** Recognises a name and PIN; wrong ones are slowed by name and by address. */
	async signIn(input: unknown, address: string): Promise<SignInAnswer> {
		const at = this.#machine();
		const read = readCredentials(input);
		const name = read.ok ? nameKey(read.value.name) : '';
		const row = this.#db
			.prepare('SELECT id, name, pin_hash FROM person WHERE name_key = ?')
			.get(name);
		const names = row ? this.#known : this.#invented;
		const waitMs = Math.max(names.wait(name, at), this.#addresses.wait(address, at));
		if (waitMs > 0) return { kind: 'wait', waitMs };
		names.count(name, at);
		this.#addresses.count(address, at);
		// As long for a name that is not there: the time must not tell which names are.
		const kept = row ? String(row.pin_hash) : await anyHash();
		const right = await verifyPin(read.ok ? read.value.pin : '', kept);
		if (!row || !right) {
			const then = this.#machine();
			return {
				kind: 'wrong',
				waitMs: Math.max(names.wait(name, then), this.#addresses.wait(address, then))
			};
		}
		names.forget(name);
		this.#addresses.discount(address, at);
		const person = { id: Number(row.id), name: String(row.name) };
		return { kind: 'signed-in', session: this.#open(person) };
	}

	/** Whose session this is; null: nobody's, or no longer. */
	personOf(token: string | undefined): Person | null {
		if (!token) return null;
		const row = this.#db
			.prepare(
				`SELECT person.id, person.name FROM session JOIN person ON person.id = session.person
				 WHERE token_hash = ? AND expires_at > ?`
			)
			.get(tokenHash(token), this.#machine());
		return row ? { id: Number(row.id), name: String(row.name) } : null;
	}

	signOut(token: string | undefined): void {
		if (token) this.#db.prepare('DELETE FROM session WHERE token_hash = ?').run(tokenHash(token));
	}

	isSetupKey(key: string): boolean {
		return isSetupKey(this.#db, key, this.#machine());
	}

	/**
	 * Sets up a person by a one-time key. A name that is there already gets the new PIN: that is
	 * the way back for who has forgotten it.
	 */
	async setUp(key: string, input: unknown): Promise<Result<Session, CredentialFault | 'void-key'>> {
		if (!this.isSetupKey(key)) return refuse('void-key', 'the link was used or is too old');
		const read = readNewCredentials(input);
		if (!read.ok) return read;
		const hash = await hashPin(read.value.pin);
		const person = transaction(this.#db, () => {
			if (!useSetupKey(this.#db, key, this.#machine())) return null;
			return this.#put(read.value.name, hash);
		});
		return person ? ok(this.#open(person)) : refuse('void-key', 'the link was used just now');
	}

	/** Lets another person write. */
	async add(by: Person, input: unknown): Promise<Result<Person, CredentialFault | 'name-taken'>> {
		const read = readNewCredentials(input);
		if (!read.ok) return read;
		const { name, pin } = read.value;
		const hash = await hashPin(pin);
		return transaction(this.#db, () => {
			if (this.#find(name)) return refuse('name-taken', 'there is a person of this name');
			this.#insert(name, hash);
			this.#note(by.name, 'add-person', name, null, { name });
			const added = this.#find(name);
			return added ? ok(added) : refuse('name-taken', 'the person could not be added');
		});
	}

	/** Ends a person's right to write, and their sessions; the last one stays. */
	remove(by: Person, id: number): Result<Person, 'not-there' | 'last-person'> {
		return transaction(this.#db, () => {
			const people = this.people();
			const person = people.find((one) => one.id === id);
			if (!person) return refuse('not-there', 'no such person');
			if (people.length === 1) return refuse('last-person', 'nobody could write any more');
			this.#db.prepare('DELETE FROM person WHERE id = ?').run(id);
			this.#note(by.name, 'remove-person', person.name, { name: person.name }, null);
			return ok(person);
		});
	}

	#open(person: Person): Session {
		const token = newToken();
		const at = this.#machine();
		this.#db.prepare('DELETE FROM session WHERE expires_at <= ?').run(at);
		this.#db
			.prepare('INSERT INTO session (token_hash, person, expires_at) VALUES (?, ?, ?)')
			.run(tokenHash(token), person.id, at + SESSION_MS);
		return { token, person };
	}

	#put(name: string, hash: string): Person | null {
		const there = this.#find(name);
		if (there) {
			this.#db.prepare('UPDATE person SET pin_hash = ? WHERE id = ?').run(hash, there.id);
			this.#db.prepare('DELETE FROM session WHERE person = ?').run(there.id);
			this.#known.forget(nameKey(name));
			this.#note(there.name, 'change-pin', there.name, null, null);
			return there;
		}
		this.#insert(name, hash);
		this.#note(name, 'set-up', name, null, { name });
		return this.#find(name);
	}

	#insert(name: string, hash: string): void {
		this.#db
			.prepare('INSERT INTO person (name, name_key, pin_hash, created_at) VALUES (?, ?, ?, ?)')
			.run(name, nameKey(name), hash, this.#now());
	}

	#find(name: string): Person | null {
		const row = this.#db
			.prepare('SELECT id, name FROM person WHERE name_key = ?')
			.get(nameKey(name));
		return row ? { id: Number(row.id), name: String(row.name) } : null;
	}

	#note(
		person: string,
		action: AuditEntry['action'],
		subject: string,
		before: unknown,
		after: unknown
	): void {
		record(this.#db, { at: this.#now(), person, action, subject, before, after });
	}
}

let noOnes: Promise<string> | null = null;

/** The hash of a PIN that nobody has. */
function anyHash(): Promise<string> {
	noOnes ??= hashPin(newToken());
	return noOnes;
}
