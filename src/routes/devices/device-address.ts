/** The address of a device's page: its number may hold any printable character. */

export function deviceAddress(device: string): string {
	return `/devices/${encodeURIComponent(device)}`;
}
