/** A change in a sentence: who did what to what. */
import { m } from '#lib/i18n/paraglide/messages.js';

interface Change {
	person: string;
	action: string;
	subject: string;
	before: unknown;
	after: unknown;
}

export function changeWords({ person, action, subject, before, after }: Change): string {
	switch (action) {
		case 'set-up':
			return m.change_set_up({ person });
		case 'change-pin':
			return m.change_pin({ person });
		case 'add-person':
			return m.change_add_person({ person, subject });
		case 'remove-person':
			return m.change_remove_person({ person, subject });
		case 'replace-device':
			return m.change_replace({ person, before: deviceOf(before), after: deviceOf(after) });
		case 'undo-replace-device':
			return m.change_undo_replace({ person, before: deviceOf(before), after: deviceOf(after) });
		default:
			return `${person}: ${action} ${subject}`;
	}
}

function deviceOf(state: unknown): string {
	if (typeof state !== 'object' || state === null || !('device' in state)) return '–';
	return String(state.device);
}
