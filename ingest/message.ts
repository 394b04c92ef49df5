/** What enters the river, what a network and a profile make of it, and the words of refusal. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Reading } from '#lib/domain/reading.ts';

/** A message as the broker handed it over. */
export interface Message {
	topic: string;
	payload: Uint8Array;
	/** Epoch ms UTC. */
	receivedAt: number;
	/** The broker kept it for new subscribers: it may be from long ago. */
	retained: boolean;
}

/** Why ingest will not read a message or one of its values. */
export type RefusalReason =
	| 'too-large'
	| 'not-utf8'
	| 'not-json'
	| 'wrong-shape'
	| 'unknown-topic'
	| 'invalid-device'
	| 'no-decoded-object'
	| 'no-known-field'
	| 'unknown-metric'
	| 'wrong-unit'
	| 'not-a-number'
	| 'out-of-range'
	| 'from-the-future'
	| 'before-any-clock'
	| 'retained-without-time';

export interface Refusal {
	reason: RefusalReason;
	/** A sentence for the person who can act: which field, which value, what was expected. */
	detail: string;
}

/** A value that a network or a profile read, before validation. */
export interface Draft {
	/** Defaults to the uplink's device: set where one message speaks for several. */
	device?: string;
	channel?: string;
	metric: Metric;
	/** Number in the metric's unit, or a boolean for a state. */
	value: number | boolean;
	/** The value's own time, epoch ms UTC; null or absent: the uplink's. */
	at?: number | null;
}

/** A device's message, unwrapped: what the network knows, and the object its codec decoded. */
export interface Uplink {
	kind: 'uplink';
	/** `tts`, `chirpstack`, `plain` … */
	network: string;
	device: string;
	/** The message's own time by the network's order of precedence, epoch ms UTC; null: none. */
	at: number | null;
	/** The codec's object, or the message itself where the network decodes nothing. */
	decoded: unknown;
	/** LoRaWAN port; some codecs mean different things by it. */
	fPort?: number;
	/** Names the uplink however many gateways heard it or bridges carried it. */
	uplinkId?: string;
	/** Make and model as the network states them, lower case, for matching a profile. */
	model?: { brand?: string; model?: string; profileName?: string };
	/** Values the network itself measured (rssi and snr of the best gateway) or read. */
	drafts: Draft[];
	/** True where `drafts` is all there is to read and no profile is to look at `decoded`. */
	complete?: boolean;
	/** Values that the network itself refuses; the others of the message still flow. */
	refused?: Refusal[];
	/** The times of its values are reckoned from the time of receipt (SenML without a base time). */
	timesFromReceipt?: true;
	/** The network says that no device sent it: it is kept as a simulation. */
	simulated?: true;
}

/** A message that is understood and holds no reading: a join, an acknowledgement, a bridge's log. */
export interface NothingToRead {
	kind: 'nothing';
	network: string;
	/** `join`, `ack`, `status`, `bridge` … */
	what: string;
}

/** What a whole message came to. */
export interface Decoded {
	readings: Reading[];
	refused: Refusal[];
	/** Set for a message that is understood and holds no reading. */
	nothing?: NothingToRead;
	/** The device that sent it, where the message is of one alone. */
	device?: string;
	/** Same uplink, same content: the same string, for recognising a second copy. */
	uplinkKey?: string;
	/** True when the readings' time is the time of receipt. */
	unstamped: boolean;
}
