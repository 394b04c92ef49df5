/** The reader's language: which there are, which is chosen, how to choose another. */
import type { Words } from '#lib/domain/metrics.ts';
import { getLocale, locales } from './paraglide/runtime.js';

/** Asks for a language in a link; the server keeps the choice and takes it out of the address. */
export const LANGUAGE_PARAMETER = 'lang';

export type Language = keyof Words;

export const LANGUAGES: readonly Language[] = locales;

export function currentLanguage(): Language {
	return getLocale();
}

/** The name of something of the building's, or of a quantity, in the reader's language. */
export function inWords(words: Words): string {
	return words[getLocale()];
}

/** The same address in another language, keeping the rest of its query. */
export function inLanguage(url: URL, language: Language): string {
	const query = new URLSearchParams(url.search);
	query.set(LANGUAGE_PARAMETER, language);
	return `?${query}`;
}
