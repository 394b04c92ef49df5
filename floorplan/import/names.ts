/** Keys and ids for what an import takes: the source's where it can be kept, else ones that follow from it. */
import { isUuid, uuid5 } from '../uuid.ts';

const MOST_KEY = 40;
const KEY = /^[a-z0-9][a-z0-9-]*$/;

/** A name as a URL can carry it; empty where none of its letters can. */
export function slug(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replaceAll('ß', 'ss')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, MOST_KEY)
		.replace(/-+$/, '');
}

export class Keys {
	readonly #used = new Set<string>();
	readonly #next = new Map<string, number>();

	/** True where a key can be used as it is. */
	free(key: unknown): key is string {
		return typeof key === 'string' && KEY.test(key) && !this.#used.has(key);
	}

	/** The first name that leaves a key, with a number where it is taken. */
	take(...names: readonly string[]): string {
		const base = names.map(slug).find((key) => key !== '') ?? 'ruang';
		let key = base;
		for (let n = this.#next.get(base) ?? 2; this.#used.has(key); n++) {
			key = `${base}-${n}`;
			this.#next.set(base, n + 1);
		}
		this.#used.add(key);
		return key;
	}

	keep(key: string): string {
		this.#used.add(key);
		return key;
	}
}

export class Ids {
	readonly #used = new Set<string>();
	readonly #namespace: string;

	constructor(namespace: string) {
		this.#namespace = namespace;
	}

	/** The source's id where it is a UUID of its own; else one that follows from the name. */
	take(id: unknown, name: string): { id: string; doubled: boolean } {
		const own = isUuid(id) ? id.toLowerCase() : null;
		const free = own !== null && !this.#used.has(own);
		let taken = free ? own : uuid5(this.#namespace, name);
		for (let n = 2; this.#used.has(taken); n++) taken = uuid5(this.#namespace, `${name}#${n}`);
		this.#used.add(taken);
		return { id: taken, doubled: own !== null && !free };
	}
}
