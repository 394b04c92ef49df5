/** What is wrong with a name or a PIN, in a sentence, and how long to wait after wrong ones. */
import type { Formats } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const NAME_FAULTS: Record<string, () => string> = {
	'name-missing': m.fault_name_missing,
	'name-too-long': m.fault_name_long,
	'name-unprintable': m.fault_name_letters,
	'name-taken': m.fault_name_taken
};

const PIN_FAULTS: Record<string, () => string> = {
	'pin-not-digits': m.fault_pin_digits,
	'pin-too-short': m.fault_pin_short,
	'pin-too-long': m.fault_pin_long,
	'pin-too-simple': m.fault_pin_simple,
	'pin-differs': m.fault_pin_differs
};

export function nameFault(fault: string | undefined): string | undefined {
	return fault === undefined ? undefined : NAME_FAULTS[fault]?.();
}

export function pinFault(fault: string | undefined): string | undefined {
	return fault === undefined ? undefined : PIN_FAULTS[fault]?.();
}

const MINUTE_MS = 60_000;

/** `Nama atau PIN salah. Coba lagi dalam 30 detik.` */
export function waitWords(kind: 'wrong' | 'wait', waitMs: number, f: Formats): string {
	if (waitMs === 0) return m.signin_wrong();
	// Told a little too long rather than too short: who comes back early is turned away again.
	const step = waitMs > 2 * MINUTE_MS ? MINUTE_MS : 1_000;
	const span = f.span(Math.ceil(waitMs / step) * step);
	return kind === 'wrong' ? m.signin_wrong_wait({ span }) : m.signin_wait({ span });
}
