/** Readings as text: CSV with the zone's own times, or line protocol. */
import { metricSpec } from '../src/lib/domain/metrics.ts';
import type { Reading } from '../src/lib/domain/reading.ts';
import { encodeLine } from '../src/lib/server/store/influx/line-protocol.ts';

export interface ReadingText {
	/** Before the first reading; with its end of line. */
	head: string;
	/** One reading; with its end of line. */
	line(reading: Reading): string;
}

/** Times in ms, as `/write?precision=ms` takes them. */
export function lineProtocol(): ReadingText {
	return {
		head: '# Nyaman, line protocol, times in milliseconds: precision=ms\n',
		line: (reading) => `${encodeLine(reading)}\n`
	};
}

/**
 * Columns time, device, channel, metric, value, unit, origin (RFC 4180).
 * @param zone times are written as its clocks show them, each with its offset
 * @param knowsOrigin whether the store keeps it; else the column is empty
 */
export function csvText(zone: string, knowsOrigin: boolean): ReadingText {
	const time = zonedTimes(zone);
	return {
		head: 'time,device,channel,metric,value,unit,origin\n',
		line: ({ device, channel, metric, value, at, origin }) =>
			`${time(at)},${cell(device)},${cell(channel)},${metric},${value},${cell(metricSpec(metric).unit)},${knowsOrigin ? origin : ''}\n`
	};
}

function cell(text: string): string {
	return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const QUARTER_MS = 900_000;

/** `2026-11-24T10:42:07.000+07:00`; the offset is asked once for each quarter of an hour. */
function zonedTimes(zone: string): (at: number) => string {
	const clock = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		timeZoneName: 'longOffset',
		year: 'numeric'
	});
	let quarter = NaN;
	let offset = '';
	let offsetMs = 0;
	return (at) => {
		const now = Math.floor(at / QUARTER_MS);
		if (now !== quarter) {
			quarter = now;
			const shown =
				clock.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
			const [, sign = '+', hours = '00', minutes = '00'] =
				/GMT([+-])(\d\d):(\d\d)/.exec(shown) ?? [];
			offset = `${sign}${hours}:${minutes}`;
			offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
		}
		return `${new Date(at + offsetMs).toISOString().slice(0, -1)}${offset}`;
	};
}
