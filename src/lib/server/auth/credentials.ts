/** What a name and a PIN must be, and the words of refusal. */
import * as v from 'valibot';
import { ok, refuse } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';

export type CredentialFault =
	| 'name-missing'
	| 'name-too-long'
	| 'name-unprintable'
	| 'pin-not-digits'
	| 'pin-too-short'
	| 'pin-too-long'
	| 'pin-too-simple';

export const MAX_NAME = 60;
export const MIN_PIN = 6;
export const MAX_PIN = 12;

/** Control characters, separators of lines, and marks that turn text around. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Patterns of the keypad and the pairs that people choose first, beyond what the rules find. */
const POPULAR = new Set(['112233', '332211', '159753', '147258', '258369', '789456', '102030']);

/** Counting up or down, with 9 before 0; the same block again; hardly any different digits. */
function isSimple(pin: string): boolean {
	const digits = [...pin].map(Number);
	const steps = digits.slice(1).map((digit, i) => (digit - (digits[i] ?? 0) + 10) % 10);
	if (steps.every((step) => step === 1) || steps.every((step) => step === 9)) return true;
	if (new Set(digits).size < 3 || POPULAR.has(pin)) return true;
	for (let block = 1; block <= pin.length / 2; block++) {
		if (pin.length % block === 0 && pin === pin.slice(0, block).repeat(pin.length / block)) {
			return true;
		}
	}
	// 123321: the second half is the first one read backwards.
	return pin === digits.toReversed().join('');
}

const name = v.pipe(
	v.string(),
	v.transform((text) => text.normalize('NFC').trim().replace(/ +/g, ' ')),
	v.nonEmpty('name-missing'),
	v.maxLength(MAX_NAME, 'name-too-long'),
	v.check((text) => !UNPRINTABLE.test(text), 'name-unprintable')
);

/** A PIN as typed: the spaces that people put between groups are left out. */
const typedPin = v.pipe(
	v.string(),
	v.transform((text) => text.replace(/[\s-]/g, '')),
	v.regex(/^\d*$/, 'pin-not-digits'),
	v.maxLength(MAX_PIN, 'pin-too-long')
);

const newPin = v.pipe(
	typedPin,
	v.minLength(MIN_PIN, 'pin-too-short'),
	v.check((pin) => !isSimple(pin), 'pin-too-simple')
);

export interface Credentials {
	name: string;
	/** Digits only. */
	pin: string;
}

/** A name and PIN to be kept; the first fault where they may not be. */
export function readNewCredentials(input: unknown): Result<Credentials, CredentialFault> {
	return read(v.object({ name, pin: newPin }), input);
}

/** A name and PIN to be compared with what is kept. */
export function readCredentials(input: unknown): Result<Credentials, CredentialFault> {
	return read(v.object({ name, pin: typedPin }), input);
}

/** The name as it is compared: `Budi` and `budi` are one person. */
export function nameKey(name: string): string {
	return name.toLowerCase();
}

function read(
	schema: v.GenericSchema<unknown, Credentials>,
	input: unknown
): Result<Credentials, CredentialFault> {
	const result = v.safeParse(schema, input);
	if (result.success) return ok(result.output);
	const [issue] = result.issues;
	return refuse(faultOf(issue.message), 'a name and a PIN are needed');
}

const FAULTS: readonly CredentialFault[] = [
	'name-too-long',
	'name-unprintable',
	'pin-not-digits',
	'pin-too-short',
	'pin-too-long',
	'pin-too-simple'
];

function faultOf(message: string): CredentialFault {
	return FAULTS.find((fault) => fault === message) ?? 'name-missing';
}
