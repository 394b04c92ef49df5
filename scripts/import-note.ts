/** How far an import came, beside the databases, so that the same command goes on from there. */
import { createHash, hash } from 'node:crypto';
import {
	createReadStream,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';

const Note = v.object({ rows: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** Notes are for a kill, not for a power cut a second: written this often at most. */
const EVERY_MS = 500;

/** SHA-256 of a file's bytes, hex. */
export async function fileHash(path: string): Promise<string> {
	const sum = createHash('sha256');
	await pipeline(createReadStream(path), sum);
	return sum.digest('hex');
}

export class ImportNote {
	readonly #path: string;
	#writtenAt = -Infinity;

	/** @param parts what the import is of: the file's and the mapping's content, the store */
	constructor(dataDir: string, parts: readonly string[]) {
		const name = hash('sha256', JSON.stringify(parts)).slice(0, 32);
		this.#path = join(dataDir, 'imports', `${name}.json`);
	}

	/** Rows that are durable; null where there was no such import, or it came to its end. */
	read(): number | null {
		try {
			return v.parse(Note, JSON.parse(readFileSync(this.#path, 'utf8'))).rows;
		} catch {
			// Missing or broken: what is stored already is found to be the same.
			return null;
		}
	}

	/** @param now whether it may not wait */
	keep(rows: number, now = false): void {
		if (!now && performance.now() - this.#writtenAt < EVERY_MS) return;
		this.#writtenAt = performance.now();
		mkdirSync(dirname(this.#path), { recursive: true });
		writeFileSync(`${this.#path}.tmp`, `${JSON.stringify({ rows })}\n`);
		renameSync(`${this.#path}.tmp`, this.#path);
	}

	/** The import is whole: the next one looks at every row again. */
	forget(): void {
		rmSync(this.#path, { force: true });
	}
}
