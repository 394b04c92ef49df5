/** A reading as a line of InfluxDB's line protocol, and names as tags that come back unchanged. */
import { metricSpec } from '../../../domain/metrics.ts';
import type { Metric } from '../../../domain/metrics.ts';
import type { Reading, SeriesKey } from '../../../domain/reading.ts';

/** The field beside a value that may stand twice: 1, or absent. */
export function maybeRepeatedField(metric: Metric): string {
	return `${metric}_maybe_repeated`;
}

/**
 * A name as the server keeps it. Line protocol cannot write a backslash at a tag's end, and the
 * versions disagree on one before a comma; so `\` is kept as `%5C`, and `%` as `%25`.
 */
export function tagValue(name: string): string {
	return name.replaceAll('%', '%25').replaceAll('\\', '%5C');
}

/** The name that `tagValue` wrote. */
export function nameOfTag(value: string): string {
	return value.replaceAll('%5C', '\\').replaceAll('%25', '%');
}

/**
 * One line, with a time in ms: the measurement is the metric's family, the field the metric,
 * the value always a float. The reading must be storable.
 * Source: https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/
 */
export function encodeLine(reading: Reading): string {
	return `${encodePlace(reading)} ${encodeField(reading)} ${reading.at}`;
}

/** Measurement and tags: readings that share them and the time may share a line. */
export function encodePlace({ device, channel, metric }: SeriesKey): string {
	const ofChannel = channel === '' ? '' : `,channel=${escapeTag(channel)}`;
	return `${metricSpec(metric).family},device=${escapeTag(device)}${ofChannel}`;
}

/** The reading's field, and the mark beside it where it has one. */
export function encodeField({ metric, value, maybeRepeated }: Reading): string {
	const field = `${metric}=${value}`;
	return maybeRepeated === true ? `${field},${maybeRepeatedField(metric)}=1` : field;
}

function escapeTag(name: string): string {
	return /[,= %\\]/.test(name) ? tagValue(name).replace(/[,= ]/g, '\\$&') : name;
}
