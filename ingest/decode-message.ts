/** A message's way from bytes to readings: size, text, JSON, network, profile, validation. */
import { hash } from 'node:crypto';
import type { Origin } from '#lib/domain/reading.ts';
import type { Result } from '#lib/domain/result.ts';
import { ok, refuse } from '#lib/domain/result.ts';
import type { Decoded, Draft, Message, Refusal, RefusalReason, Uplink } from './message.ts';
import { deviceTime } from './networks/clock.ts';
import { recognise } from './networks/index.ts';
import { asObject, canonical, parseJson, parseUtf8 } from './networks/json.ts';
import { MAX_VALUES } from './networks/network.ts';
import { readProfile } from './profiles/index.ts';
import { validate } from './validate.ts';

export interface DecodeContext {
	/** IANA zone of the building: local times without an offset are read in it. */
	timeZone: string;
	origin: Origin;
	/** The profile that the registry names for a device. */
	profileOf(device: string): string | undefined;
	/** Told of each uplink that a profile has read: whose it is, and the profile's name. */
	onProfile?(device: string, profile: string): void;
}

/** A message above this is refused, whatever is in it. */
export const MAX_BYTES = 256 * 1024;
const MAX_REFUSALS = 100;

/**
 * Everything one message says, and why the rest of it is not read. Messages are decoded
 * independently of each other. Never throws, whatever the bytes are.
 */
export function decodeMessage(message: Message, context: DecodeContext): Decoded {
	const parsed = parse(message);
	const json = parsed.ok ? parsed.value : undefined;
	const network = recognise(message, json);
	if (network === undefined) {
		return parsed.ok
			? refusedWhole('unknown-topic', 'no network that is known sends on this topic')
			: refusedWhole(parsed.reason, parsed.detail);
	}
	if (message.payload.length === 0) {
		return { ...nothingRead(), nothing: { kind: 'nothing', network: network.name, what: 'empty' } };
	}
	const { receivedAt } = message;
	const { timeZone } = context;
	const unwrapped = network.unwrap(message, json, { receivedAt, timeZone });
	if (unwrapped.ok && !Array.isArray(unwrapped.value)) {
		return { ...nothingRead(), nothing: unwrapped.value };
	}
	// Bare text is a fault only where the network expected more of the topic than words.
	if (!parsed.ok) return refusedWhole(parsed.reason, parsed.detail);
	if (!unwrapped.ok) return refusedWhole(unwrapped.reason, unwrapped.detail);
	return Array.isArray(unwrapped.value)
		? readUplinks(unwrapped.value, Array.isArray(json), message, context)
		: nothingRead();
}

function parse({ payload }: Message): Result<unknown, RefusalReason> {
	if (payload.length > MAX_BYTES) {
		return refuse('too-large', `${payload.length} bytes; at most ${MAX_BYTES} are read`);
	}
	const text = parseUtf8(payload);
	return text === null ? refuse('not-utf8', 'the payload is not UTF-8 text') : parseJson(text);
}

function readUplinks(
	uplinks: readonly Uplink[],
	collected: boolean,
	message: Message,
	context: DecodeContext
): Decoded {
	const decoded = nothingRead();
	for (const uplink of uplinks) {
		const drafts = readUplink(uplink, message, context);
		if (!drafts.ok) {
			decoded.refused.push({ reason: drafts.reason, detail: drafts.detail });
			continue;
		}
		for (const refusal of uplink.refused ?? []) decoded.refused.push(refusal);
		if (decoded.readings.length + drafts.value.length > MAX_VALUES) {
			return refusedWhole('too-large', `more than ${MAX_VALUES} values: send them in parts`);
		}
		addReadings(decoded, uplink, drafts.value, message, context);
	}
	if (decoded.readings.length > 0) decoded.uplinkKey = uplinkKey(uplinks);
	// In a list it is not known whose the refused ones are.
	const [first] = uplinks;
	if (first && uplinks.length === 1 && !collected) decoded.device = first.device;
	return bounded(decoded);
}

/** Everything to be read from an uplink; what only tells of the radio comes last. */
function readUplink(
	uplink: Uplink,
	{ receivedAt }: Message,
	context: DecodeContext
): Result<Draft[], RefusalReason> {
	if (uplink.complete) {
		return uplink.drafts.length > 0 || (uplink.refused ?? []).length > 0
			? ok(uplink.drafts)
			: noKnownField(uplink);
	}
	const { drafts, profile } = readProfile(uplink, context.profileOf(uplink.device));
	if (drafts.length === 0) return noKnownField(uplink);
	if (profile !== null) context.onProfile?.(uplink.device, profile);
	for (const draft of drafts) {
		// A time inside the codec's object is the device's own clock: unset or ahead, it is passed over.
		if (draft.at !== undefined) draft.at = deviceTime(draft.at, receivedAt);
	}
	for (const draft of uplink.drafts) drafts.push(draft);
	return ok(drafts);
}

function addReadings(
	decoded: Decoded,
	uplink: Uplink,
	drafts: readonly Draft[],
	message: Message,
	context: DecodeContext
): void {
	const { receivedAt, retained } = message;
	const origin = uplink.simulated ? 'simulation' : context.origin;
	const base = { device: uplink.device, at: uplink.at ?? receivedAt, receivedAt, origin };
	let ageless = false;
	for (const draft of drafts) {
		const stamped = (draft.at ?? uplink.at) !== null && !uplink.timesFromReceipt;
		if (retained && !stamped) {
			ageless = true;
			continue;
		}
		const reading = validate(draft, base);
		if (!reading.ok) {
			decoded.refused.push({ reason: reading.reason, detail: reading.detail });
			continue;
		}
		decoded.readings.push(reading.value);
		if (!stamped) decoded.unstamped = true;
	}
	if (ageless) {
		const detail = `the broker kept this message of ${uplink.device}, and nothing says how old it is`;
		decoded.refused.push({ reason: 'retained-without-time', detail });
	}
}

/** Same network, device, uplink and content: the same key; undefined where uplinks have no name. */
function uplinkKey(uplinks: readonly Uplink[]): string | undefined {
	const parts: string[] = [];
	for (const { network, device, uplinkId, decoded } of uplinks) {
		if (uplinkId === undefined) return undefined;
		parts.push(JSON.stringify([network, device, uplinkId]), canonical(decoded));
	}
	return hash('sha256', parts.join('\n'), 'base64url').slice(0, 22);
}

function noKnownField(uplink: Uplink): Result<never, RefusalReason> {
	const first: unknown = Array.isArray(uplink.decoded) ? uplink.decoded[0] : uplink.decoded;
	const names = Object.keys(asObject(first) ?? {}).filter(isPlainName);
	const listed = names.length === 0 ? 'none with a plain name' : names.slice(0, 5).join(', ');
	return refuse(
		'no-known-field',
		`nothing known in the message of ${uplink.device}; its fields: ${listed}`
	);
}

/** Some devices make a field of a MAC address or a plate: only what is clearly a word is repeated. */
function isPlainName(name: string): boolean {
	return /^[A-Za-z_][A-Za-z0-9_]{0,31}$/.test(name) && !/\d{3}|[0-9a-f]{8}/i.test(name);
}

function nothingRead(): Decoded {
	return { readings: [], refused: [], unstamped: false };
}

function refusedWhole(reason: RefusalReason, detail: string): Decoded {
	return { ...nothingRead(), refused: [{ reason, detail }] };
}

function bounded(decoded: Decoded): Decoded {
	const more = decoded.refused.length - MAX_REFUSALS;
	if (more <= 0) return decoded;
	const kept: Refusal[] = decoded.refused.slice(0, MAX_REFUSALS);
	const last = { reason: kept[0]?.reason ?? 'wrong-shape', detail: `and ${more} more` } as const;
	return { ...decoded, refused: [...kept, last] };
}
