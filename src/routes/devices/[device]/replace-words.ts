/** Why a replacement or its undoing was refused, in a sentence. */
import { m } from '#lib/i18n/paraglide/messages.js';

/** Beside the field of the new device's number. */
const DEVICE_FAULTS: Record<string, () => string> = {
	'invalid-device': m.fault_device,
	'same-device': m.fault_same_device,
	'already-placed': m.fault_already_placed
};

const FAULTS: Record<string, () => string> = {
	'invalid-label': m.fault_label,
	'not-placed': m.fault_not_placed,
	'nothing-to-undo': m.fault_nothing_to_undo,
	'changed-since': m.fault_changed_since,
	'cannot-write': m.fault_write,
	'sign-in-needed': m.signin_why
};

export function deviceFault(fault: string | undefined): string | undefined {
	return fault === undefined ? undefined : DEVICE_FAULTS[fault]?.();
}

export function intervalFault(fault: string | undefined): string | undefined {
	return fault === 'invalid-interval' ? m.fault_interval() : undefined;
}

/** What is wrong with the form as a whole. */
export function otherFault(fault: string | undefined, detail: string): string | undefined {
	if (fault === 'invalid-building') return m.fault_building({ detail });
	return fault === undefined ? undefined : FAULTS[fault]?.();
}
