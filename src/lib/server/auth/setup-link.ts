/** The one-time link by which the first person is set up, told only on the terminal that starts the product. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { AppDb } from '../app-db/app-db.ts';
import { transaction } from '../app-db/app-db.ts';
import { newToken, tokenHash } from './tokens.ts';

const VALID_MS = 24 * 3_600_000;
/** Whoever may write in the data folder owns the data: this file asks for a new link at the next start. */
export const NEW_LINK_FILE = 'new-setup-link';
export const SETUP_PATH = '/masuk/atur';

/**
 * A new key while nobody may write yet, or where `new-setup-link` lies in the folder, which is
 * then taken away; else null. Keys made before are void.
 * @param now epoch ms UTC, by the machine's clock.
 */
export function issueSetupKey(db: AppDb, dataDir: string, now: number): string | null {
	const asked = join(dataDir, NEW_LINK_FILE);
	if (!existsSync(asked) && db.prepare('SELECT 1 FROM person LIMIT 1').get()) return null;
	const key = newToken();
	transaction(db, () => {
		db.exec('DELETE FROM setup_link');
		db.prepare('INSERT INTO setup_link (token_hash, expires_at) VALUES (?, ?)').run(
			tokenHash(key),
			now + VALID_MS
		);
	});
	rmSync(asked, { force: true });
	return key;
}

export function isSetupKey(db: AppDb, key: string, now: number): boolean {
	const row = db
		.prepare('SELECT 1 FROM setup_link WHERE token_hash = ? AND expires_at > ?')
		.get(tokenHash(key), now);
	return row !== undefined;
}

/** Voids the key; false where it was void already. */
export function useSetupKey(db: AppDb, key: string, now: number): boolean {
	return (
		db
			.prepare('DELETE FROM setup_link WHERE token_hash = ? AND expires_at > ?')
			.run(tokenHash(key), now).changes === 1
	);
}

/** The link as it is printed. @param address of the product, with or without a slash at its end. */
export function setupLink(address: string, key: string): string {
	return `${new URL(SETUP_PATH, address).href}?kunci=${key}`;
}
