/** How long each device may be silent by what its family declares: told by its messages, kept over a restart. */
import { profileHeartbeat } from './profiles/index.ts';

/** Where the text is kept. */
export interface Keeper {
	meta(name: string): string | null;
	setMeta(name: string, value: string): void;
}

const NAME = 'heartbeats';
/** Whoever may publish may invent devices. */
const MAX_DEVICES = 10_000;

/** Longest silence of a healthy device by its family's heartbeat, ms, by device. */
export function keptHeartbeats(keeper: Pick<Keeper, 'meta'>): Readonly<Record<string, number>> {
	const kept: Record<string, number> = JSON.parse(keeper.meta(NAME) ?? '{}');
	return kept;
}

/** Notes the family of a device, as the profile that read its message; written down when it is new. */
export function heartbeatNoter(keeper: Keeper): (device: string, profile: string) => void {
	const known = new Map(Object.entries(keptHeartbeats(keeper)));
	return (device, profile) => {
		const declared = profileHeartbeat(profile);
		if (declared === null || known.get(device) === declared) return;
		if (!known.has(device) && known.size >= MAX_DEVICES) return;
		known.set(device, declared);
		keeper.setMeta(NAME, JSON.stringify(Object.fromEntries(known)));
	};
}
