/** The contract of a network: what unwraps one kind of envelope. One file a network, one line in index.ts. */
import type { Result } from '#lib/domain/result.ts';
import type { Message, NothingToRead, RefusalReason, Uplink } from '../message.ts';

/** Most values of one message; more are sent in parts, or are no measurement. */
export const MAX_VALUES = 1_000;

export interface NetworkContext {
	receivedAt: number;
	/** IANA zone of the building: local times without an offset are read in it. */
	timeZone: string;
}

export interface Network {
	name: string;
	/**
	 * Whether the message is this network's, by topic first and shape second.
	 * `json` is undefined where the payload is not JSON. Must not throw.
	 */
	recognises(message: Message, json: unknown): boolean;
	/**
	 * Unwraps a recognised message: one uplink a device, or nothing to read, or a refusal.
	 * Must not throw, whatever `json` holds.
	 */
	unwrap(
		message: Message,
		json: unknown,
		context: NetworkContext
	): Result<Uplink[] | NothingToRead, RefusalReason>;
}
