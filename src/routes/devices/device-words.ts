/** What is said of a device, in words: its state, its strength, its pace, why it was not read. */
import type { Formats } from '#lib/i18n/format.ts';
import { inWords } from '#lib/i18n/language.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { DeviceRow, DeviceState } from './device-rows.ts';

const STATES: Record<DeviceState, () => string> = {
	silent: m.device_state_silent,
	never: m.device_never,
	unregistered: m.device_unregistered,
	active: m.device_active,
	'on-change': m.device_on_change,
	unplaced: m.device_no_place
};

/** The state as a kind, for a filter. */
export function stateName(state: DeviceState): string {
	return STATES[state]();
}

/** The state of one device; a silent one with the time of its last value. */
export function stateWords(row: DeviceRow, f: Formats, now: number): string {
	if (row.state !== 'silent' || row.seen === null) return stateName(row.state);
	return m.device_silent({ time: f.moment(row.seen.at, now) });
}

/** The shape and colour that stand for a state. */
export function stateMark(state: DeviceState) {
	const marks = {
		silent: 'stale',
		never: 'unknown',
		unregistered: 'watch',
		active: 'within',
		'on-change': 'unjudged',
		unplaced: 'unmonitored'
	} as const;
	return marks[state];
}

/** `Lantai Dasar, Ruang Tunggu A`; an empty text where it hangs nowhere. */
export function placeWords({ places }: Pick<DeviceRow, 'places'>): string {
	return places.map(({ level, name }) => `${inWords(name)}, ${inWords(level)}`).join('; ');
}

/** `88%`, `3,02 V`; null where it never told. */
export function batteryWords({ seen }: DeviceRow, f: Formats): string | null {
	if (seen?.battery !== undefined) return f.quantity('battery', seen.battery);
	if (seen?.battery_voltage === undefined) return null;
	return f.quantity('battery_voltage', seen.battery_voltage);
}

/** `−71 dBm, 9 dB`; null where it never told. */
export function signalWords({ seen }: DeviceRow, f: Formats): string | null {
	const words = [
		seen?.rssi === undefined ? [] : [f.quantity('rssi', seen.rssi)],
		seen?.snr === undefined ? [] : [f.quantity('snr', seen.snr)]
	].flat();
	return words.length === 0 ? null : words.join(', ');
}

/** By the register, else as measured; null where neither tells. */
export function intervalWords(row: DeviceRow, f: Formats): string | null {
	if (row.eventOnly) return m.device_on_change();
	if (row.intervalMs !== null) return m.device_every({ span: f.span(row.intervalMs) });
	const learned = row.activity?.learnedMs ?? null;
	return learned === null ? null : m.device_learned({ span: f.span(learned) });
}

const REASONS: Record<string, () => string> = {
	'too-large': m.refused_too_large,
	'not-utf8': m.refused_not_utf8,
	'not-json': m.refused_not_json,
	'wrong-shape': m.refused_wrong_shape,
	'unknown-topic': m.refused_unknown_topic,
	'invalid-device': m.refused_invalid_device,
	'no-decoded-object': m.refused_no_decoded_object,
	'no-known-field': m.refused_no_known_field,
	'unknown-metric': m.refused_unknown_metric,
	'wrong-unit': m.refused_wrong_unit,
	'not-a-number': m.refused_not_a_number,
	'out-of-range': m.refused_out_of_range,
	'from-the-future': m.refused_from_the_future,
	'before-any-clock': m.refused_before_any_clock,
	'retained-without-time': m.refused_retained
};

/** Why something was not read. */
export function reasonWords(reason: string): string {
	return REASONS[reason]?.() ?? reason;
}
