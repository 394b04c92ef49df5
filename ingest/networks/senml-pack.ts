/** Resolves a SenML pack (RFC 8428, section 4.6): base fields, and times relative to now. */
import type { Result } from '#lib/domain/result.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { JsonObject } from './json.ts';
import { asObject, field } from './json.ts';

export interface SenmlRecord {
	/** The base name in force: what the names of one device's records have in common. */
	base: string;
	/** Base name and name together, unique in the world by the RFC. */
	name: string;
	unit: string | undefined;
	/** Base value and value together; what was sent where it is no number; undefined: no `v`. */
	value: unknown;
	/** Epoch ms UTC. */
	at: number;
	/** True where the record states no date, only how long ago it was. */
	relative: boolean;
}

/** Section 4.4: a pack of a later version must not be read. */
const VERSION = 10;
/** Section 4.5.3: smaller times are seconds from now. */
const RELATIVE_BELOW_S = 2 ** 28;

/** The records in full. Refused: a later version, an extension that must be understood, a wrong type. */
export function resolvePack(
	pack: readonly unknown[],
	receivedAt: number
): Result<SenmlRecord[], 'wrong-shape'> {
	const records: SenmlRecord[] = [];
	const base = { bn: '', bt: 0, bv: 0, bu: '' };
	for (const entry of pack) {
		const record = asObject(entry);
		const fault = record === null ? 'an entry is not an object' : faultOf(record);
		if (record === null || fault !== null) return refuse('wrong-shape', `SenML: ${fault}`);
		base.bn = textOf(record, 'bn') ?? base.bn;
		base.bu = textOf(record, 'bu') ?? base.bu;
		base.bt = numberOf(record, 'bt') ?? base.bt;
		base.bv = numberOf(record, 'bv') ?? base.bv;
		const seconds = base.bt + (numberOf(record, 't') ?? 0);
		const relative = seconds < RELATIVE_BELOW_S;
		const v = field(record, 'v');
		records.push({
			base: base.bn,
			name: base.bn + (textOf(record, 'n') ?? ''),
			unit: textOf(record, 'u') ?? (base.bu || undefined),
			value: typeof v === 'number' ? base.bv + v : v,
			at: Math.round(seconds * 1_000) + (relative ? receivedAt : 0),
			relative
		});
	}
	return ok(records);
}

function faultOf(record: JsonObject): string | null {
	for (const [name, value] of Object.entries(record)) {
		if (name.endsWith('_')) return 'it has a field that must be understood, and is not';
		if (['bn', 'bu', 'n', 'u'].includes(name) && typeof value !== 'string') {
			return `${name} is not a string`;
		}
		if (['bt', 'bv', 't', 'bver'].includes(name) && !Number.isFinite(value)) {
			return `${name} is not a number`;
		}
	}
	const version = numberOf(record, 'bver');
	return version !== undefined && version > VERSION
		? `version ${version} is later than ${VERSION}`
		: null;
}

function textOf(record: JsonObject, name: string): string | undefined {
	const value = field(record, name);
	return typeof value === 'string' ? value : undefined;
}

function numberOf(record: JsonObject, name: string): number | undefined {
	const value = field(record, name);
	return typeof value === 'number' ? value : undefined;
}
