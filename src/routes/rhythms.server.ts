/** How often each registered device speaks: by the register, its family's heartbeat, and what was learned. */
import type { Rhythm } from '#lib/domain/freshness.ts';
import type { RiverReport } from '#lib/domain/river-report.ts';
import type { Device } from '#floorplan/building.ts';
import type { Hub } from '#lib/server/hub/hub.ts';

const ASK_EVERY_MS = 60_000;
/** A page waits this long for the river's first word, and for none after it. */
const FIRST_WITHIN_MS = 300;

type Told = Pick<RiverReport, 'heartbeats' | 'devices'>;

interface Kept {
	askedAt: number;
	/** null: the river has not said anything yet, or several workers ingest and none reports. */
	told: Told | null;
	asking: Promise<void>;
}

const kept = new WeakMap<Hub, Kept>();

/** The devices with their rhythms; what the river knows of them is at most a minute old. */
export async function withRhythms(
	{ building, hub, riverReport }: Pick<App.Locals, 'building' | 'hub' | 'riverReport'>,
	withinMs = FIRST_WITHIN_MS
): Promise<(Device & Rhythm)[]> {
	let known = kept.get(hub);
	if (known === undefined || hub.now() - known.askedAt >= ASK_EVERY_MS) {
		known = { askedAt: hub.now(), told: known?.told ?? null, asking: Promise.resolve() };
		known.asking = ask(known, riverReport);
		kept.set(hub, known);
	}
	if (known.told === null) await Promise.race([known.asking, after(withinMs)]);
	return addRhythms(building.devices, known.told);
}

async function ask(known: Kept, riverReport: App.Locals['riverReport']): Promise<void> {
	const report = await riverReport();
	if (report.ok) known.told = report.value;
}

function after(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms));
}

/** A declared interval stands alone: nothing else would be asked where there is one. */
export function addRhythms(devices: readonly Device[], told: Told | null): (Device & Rhythm)[] {
	const learned = new Map(told?.devices.map(({ device, learnedMs }) => [device, learnedMs]));
	return devices.map((device) => {
		if (device.intervalMs !== undefined) return device;
		const heartbeatMs = told?.heartbeats[device.device];
		const learnedMs = learned.get(device.device) ?? undefined;
		return {
			...device,
			...(heartbeatMs === undefined ? {} : { heartbeatMs }),
			...(learnedMs === undefined ? {} : { learnedMs })
		};
	});
}
