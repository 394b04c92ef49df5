/** The contract of a profile: what one device family's field names mean. One file a family, one line in index.ts. */
import type { Draft, Uplink } from '../message.ts';

export interface Profile {
	/** `milesight-am300`, `bosch-pls` … : what a registry entry names. */
	name: string;
	/** The vendor's document or codec that the meanings were taken from. */
	source: string;
	/**
	 * Longest the family is silent when healthy, ms, by its declared heartbeat;
	 * absent: it is learned or comes from the registry.
	 */
	heartbeatMs?: number;
	/** True only for a signature that no other family has. Must not throw. */
	matches(uplink: Uplink): boolean;
	/** Reads what the family's fields are known to mean; leaves out the rest. Must not throw. */
	read(uplink: Uplink): Draft[];
}
