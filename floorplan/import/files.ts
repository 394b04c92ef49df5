/** The text of a building's files, as people and tools read them: one feature a line, positions on one line. */

/** One feature a line, so that a change of one room is a change of one line. */
export function geojsonText(features: readonly object[], head: object = {}): string {
	const lines = features.map((feature) => JSON.stringify(feature));
	const beside = Object.entries(head)
		.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`)
		.join('');
	return `{"type":"FeatureCollection",${beside}"features":[\n${lines.join(',\n')}\n]}\n`;
}

/** JSON with tabs, and a row of plain values on one line. */
export function jsonText(value: unknown): string {
	const text = JSON.stringify(value, null, '\t').replaceAll(
		/\[\n\t+([^[\]{}"]*?)\n\t+\]/g,
		(_, row: string) => `[${row.replaceAll(/,\n\t+/g, ', ')}]`
	);
	return `${text}\n`;
}
