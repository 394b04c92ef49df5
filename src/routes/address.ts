/** The address of what a page shows: a link to it opens the same layer, level and room. */

/**
 * The query with some of its parameters set, or taken out where `null`, as a relative address;
 * the path itself where none is left.
 */
export function withQuery(url: URL, changes: Record<string, string | null>): string {
	const query = new URLSearchParams(url.search);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null) query.delete(name);
		else query.set(name, value);
	}
	const search = query.toString();
	return search === '' ? url.pathname : `?${search}`;
}
