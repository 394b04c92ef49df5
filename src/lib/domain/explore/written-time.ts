/** Instants written by the building's clock: for an address, a field of a form, a line of a file. */

const writers = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: number, timeZone: string): Record<string, string> {
	let writer = writers.get(timeZone);
	if (writer === undefined) {
		writer = new Intl.DateTimeFormat('en-US', {
			timeZone,
			calendar: 'gregory',
			numberingSystem: 'latn',
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
			timeZoneName: 'longOffset'
		});
		writers.set(timeZone, writer);
	}
	const parts: Record<string, string> = {};
	for (const { type, value } of writer.formatToParts(at)) parts[type] = value;
	return parts;
}

/** `2026-11-24T10:42`, as a field for date and time takes it; seconds are cut off. */
export function writtenTime(at: number, timeZone: string): string {
	const { year, month, day, hour, minute } = partsOf(at, timeZone);
	return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** `2026-11-24T10:42:07+07:00`, RFC 3339: unambiguous also where the clocks go back. */
export function writtenInstant(at: number, timeZone: string): string {
	const { second, timeZoneName = '' } = partsOf(at, timeZone);
	const offset = /[+-]\d\d:\d\d/.exec(timeZoneName)?.[0] ?? 'Z';
	return `${writtenTime(at, timeZone)}:${second}${offset}`;
}
