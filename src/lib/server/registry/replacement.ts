/** What a replacement changes in the building's files: the same place from now on by another device. */
import * as v from 'valibot';
import { devicesFile, placementsFile } from '#floorplan/schema.ts';
import type { Result } from '../../domain/result.ts';
import { ok, refuse } from '../../domain/result.ts';
import { fileText } from './files.ts';
import type { RegistryFiles } from './files.ts';

/** Control characters, separators of lines, and marks that turn text around. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
/** An EUI as printed on a label: pairs of hex digits, with or without marks between them. */
const PRINTED_EUI = /^([0-9a-f]{2}[\s:.-]?){7}[0-9a-f]{2}$/i;

const label = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(80));

/** A network's id as readings carry it: an EUI in lower-case hex without its marks, else a name. */
const deviceId = v.pipe(
	v.string(),
	v.trim(),
	v.transform((text) =>
		PRINTED_EUI.test(text) ? text.replace(/[\s:.-]/g, '').toLowerCase() : text
	),
	v.nonEmpty(),
	v.maxLength(128),
	v.check((text) => !UNPRINTABLE.test(text) && !/[/+#]/.test(text))
);

/** What a form says of the new device. */
const Replacement = v.object({
	oldDevice: v.string(),
	newDevice: deviceId,
	brand: label,
	model: label,
	/** Longest silence when healthy, whole minutes; empty: not declared. */
	intervalMinutes: v.pipe(
		v.string(),
		v.trim(),
		v.regex(/^\d{0,5}$/),
		v.transform((text) => (Number(text) === 0 ? null : Number(text)))
	)
});

export type Replacement = v.InferOutput<typeof Replacement>;
export type ReplaceFault =
	| 'invalid-device'
	| 'invalid-label'
	| 'invalid-interval'
	| 'same-device'
	| 'already-placed'
	| 'not-placed'
	| 'invalid-building';

const FAULT_OF_FIELD: Record<string, ReplaceFault> = {
	brand: 'invalid-label',
	model: 'invalid-label',
	intervalMinutes: 'invalid-interval'
};

/** The fields of a form; the first fault where they cannot be used. */
export function readReplacement(input: unknown): Result<Replacement, ReplaceFault> {
	const result = v.safeParse(Replacement, input);
	if (result.success) return ok(result.output);
	const field = v.getDotPath(result.issues[0]) ?? '';
	return refuse(FAULT_OF_FIELD[field] ?? 'invalid-device', `${field} cannot be used`);
}

/**
 * The files with the replacement done: what the old device still holds ends `now` and goes on
 * under the new one, at the same position; what had not begun goes to the new one as a whole.
 * The old device stays registered, because its history does.
 */
export function replaceIn(
	files: RegistryFiles,
	change: Replacement,
	now: number
): Result<RegistryFiles, ReplaceFault> {
	const { oldDevice, newDevice } = change;
	if (newDevice === oldDevice) return refuse('same-device', 'the new device is the old one');
	const read = readTables(files);
	if (!read.ok) return read;
	const { devices, placements } = read.value;
	const holds = ({ to }: { to: string | null }) => to === null || Date.parse(to) > now;
	const old = devices.find(({ device }) => device === oldDevice);
	const held = placements.filter((one) => one.device === oldDevice && holds(one));
	if (!old || held.length === 0) return refuse('not-placed', 'the old device hangs nowhere');
	if (placements.some((one) => one.device === newDevice && holds(one))) {
		return refuse('already-placed', `${newDevice} hangs somewhere already`);
	}

	const moment = new Date(now).toISOString();
	const changed = placements.flatMap((one) => {
		if (one.device !== oldDevice || !holds(one)) return [one];
		if (Date.parse(one.from) >= now) return [{ ...one, device: newDevice }];
		return [
			{ ...one, to: moment },
			{ ...one, device: newDevice, from: moment }
		];
	});
	return ok({
		devices: fileText([
			...devices.filter(({ device }) => device !== newDevice),
			registered(old, change)
		]),
		placements: fileText(changed)
	});
}

interface DeviceRow {
	device: string;
	brand: string;
	model: string;
	[field: string]: unknown;
}

interface PlacementRow {
	device: string;
	from: string;
	to: string | null;
	[field: string]: unknown;
}

/** The rows as they are written, so that nothing in them is lost or spelled anew. */
function readTables({
	devices,
	placements
}: RegistryFiles): Result<{ devices: DeviceRow[]; placements: PlacementRow[] }, ReplaceFault> {
	try {
		const tables = { devices: JSON.parse(devices), placements: JSON.parse(placements) };
		v.parse(devicesFile, tables.devices);
		v.parse(placementsFile, tables.placements);
		return ok(tables);
	} catch (error) {
		return refuse('invalid-building', error instanceof Error ? error.message : String(error));
	}
}

/** The new device is what the old one was, but for what the form says of it. */
function registered(old: DeviceRow, change: Replacement): DeviceRow {
	const { newDevice, brand, model, intervalMinutes } = change;
	const row: DeviceRow = { ...old, device: newDevice, brand, model };
	// A profile is stated where the signature does not tell, and holds for that model only.
	if (brand !== old.brand || model !== old.model) delete row.profile;
	if (intervalMinutes === null) delete row.intervalMs;
	else if (Math.round(Number(old.intervalMs) / 60_000) !== intervalMinutes) {
		row.intervalMs = intervalMinutes * 60_000;
	}
	return row;
}
