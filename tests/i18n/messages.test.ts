import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = 'src/lib/i18n/messages';
const LANGUAGES = ['id', 'en'];

function messagesOf(language: string): Map<string, string> {
	const files = readdirSync(join(ROOT, FOLDER)).filter((file) =>
		new RegExp(`^(\\w+\\.)?${language}\\.json$`).test(file)
	);
	const entries = files.flatMap((file) =>
		Object.entries(JSON.parse(readFileSync(join(ROOT, FOLDER, file), 'utf8')) as object)
	);
	const messages = entries.filter(([key]) => key !== '$schema');
	expect(new Set(messages.map(([key]) => key)).size, 'a key in two files').toBe(messages.length);
	return new Map(messages as [string, string][]);
}

function sources(...endings: string[]): { path: string; text: string }[] {
	return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
		.filter((path) => !path.includes('paraglide') && endings.some((end) => path.endsWith(end)))
		.map((path) => ({ path, text: readFileSync(join(ROOT, 'src', path), 'utf8') }));
}

const messages = new Map(LANGUAGES.map((language) => [language, messagesOf(language)]));
const base = messages.get('id') ?? new Map<string, string>();

test('there is a base of messages to compare with', () => {
	expect(base.size).toBeGreaterThan(50);
});

test.each(LANGUAGES)('%s has every message of the base, no other, and none empty', (language) => {
	const own = messages.get(language) ?? new Map<string, string>();
	expect([...own.keys()].sort()).toEqual([...base.keys()].sort());
	expect([...own].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
});

test('a message has the same parameters in every language', () => {
	const parameters = (text: string | undefined) => (text?.match(/\{\w+\}/g) ?? []).sort();
	for (const language of LANGUAGES) {
		for (const [key, text] of base) {
			const own = messages.get(language)?.get(key);
			expect(parameters(own), `${language}: ${key}`).toEqual(parameters(text));
		}
	}
});

test('every message is used, and every message that is used exists', () => {
	const used = new Set<string>();
	for (const { text } of sources('.svelte', '.ts')) {
		if (!text.includes('i18n/paraglide/messages.js') && !text.includes('./paraglide/messages.js')) {
			continue;
		}
		for (const [, key] of text.matchAll(/\bm\.([a-z]\w*)/g)) used.add(key ?? '');
	}
	expect([...base.keys()].filter((key) => !used.has(key))).toEqual([]);
	expect([...used].filter((key) => !base.has(key))).toEqual([]);
});

/** Attributes that a person reads or hears. */
const SPOKEN = new Set(['aria-label', 'aria-description', 'title', 'alt', 'placeholder', 'label']);
const WORD = /\p{L}{2,}/u;

interface Node {
	type?: string;
	name?: string;
	data?: string;
	value?: unknown;
}

/** Words that stand in a component's markup instead of in a message file. */
function hardCoded(source: string): string[] {
	const found: string[] = [];
	const walk = (value: unknown, attribute: string | null): void => {
		if (Array.isArray(value)) for (const item of value) walk(item, attribute);
		if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
		const node = value as Node;
		if (node.type === 'Text') {
			if ((attribute === null || SPOKEN.has(attribute)) && WORD.test(node.data ?? '')) {
				found.push((node.data ?? '').trim());
			}
			return;
		}
		const inside = node.type === 'Attribute' ? (node.name ?? '') : attribute;
		for (const child of Object.values(node)) walk(child, inside);
	};
	walk(parse(source, { modern: true }).fragment, null);
	return found;
}

test('the check sees a word in the markup and one in a label, and leaves code alone', () => {
	const source =
		'<script>const a = "kata";</script><p class="note">{a}</p><p>Halo dunia</p><a title="Buka" href="/peta">{a}</a>';
	expect(hardCoded(source)).toEqual(['Halo dunia', 'Buka']);
});

test('no component has words of its own', () => {
	const found = sources('.svelte').flatMap(({ path, text }) =>
		hardCoded(text).map((words) => `${path}: ${words}`)
	);
	expect(found).toEqual([]);
});
