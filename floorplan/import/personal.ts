/** Which fields of a plan name or reach a person: they are never carried into the building. */

const PERSONAL =
	/^@?(user|uid|changeset|timestamp|version|created_by|creator|author|editor|owner|last_edited_by|modified_by|email|e-mail|phone|mobile|fax|contact)(:.*)?$|^(meta|survey:date)$/i;

/** True where a feature's properties hold such a field. */
export function hasPersonal(properties: Record<string, unknown>): boolean {
	return Object.entries(properties).some(
		([field, value]) => PERSONAL.test(field) && value !== null && value !== undefined
	);
}

/** The properties without such fields. */
export function withoutPersonal(properties: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(properties).filter(([field]) => !PERSONAL.test(field)));
}
