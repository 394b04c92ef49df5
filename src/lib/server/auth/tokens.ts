/** Secrets that a person carries: made at random, and kept only as a hash. */
import { hash, randomBytes } from 'node:crypto';

/** 128 bits, as a URL and a cookie carry them. */
export function newToken(): string {
	return randomBytes(16).toString('base64url');
}

/** What is kept of a token. No salt: what is random cannot be looked up. */
export function tokenHash(token: string): string {
	return hash('sha256', token, 'base64url');
}
