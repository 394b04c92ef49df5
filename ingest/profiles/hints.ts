/** What the network itself says of a device's make, where it keeps a catalogue of devices. */
import type { Uplink } from '../message.ts';

/** True where the network names the maker, as brand, model or device profile. */
export function isMadeBy(uplink: Uplink, maker: string): boolean {
	const { brand, model, profileName } = uplink.model ?? {};
	return [brand, model, profileName].some((name) => name?.toLowerCase().includes(maker) === true);
}
