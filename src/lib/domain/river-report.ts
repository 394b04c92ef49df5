/** What the river says of itself when asked: what became of a day's messages, and how each device speaks. */

/** What became of everything that arrived in a window of time. */
export interface Flow {
	/** Epoch ms UTC, inclusive; a whole minute. */
	from: number;
	/** Epoch ms UTC. */
	to: number;
	/** Messages: received = decoded + nothing + quarantined + duplicate. */
	messages: {
		received: number;
		decoded: number;
		/** Understood, and without a reading in it: a join, an acknowledgement. */
		nothing: number;
		quarantined: number;
		duplicate: number;
	};
	/**
	 * Readings: waitingBefore + decoded = stored + rejected + repeated + waiting. `waitingBefore`
	 * and `waiting` are in the spool at the beginning and at the end.
	 */
	readings: {
		waitingBefore: number;
		decoded: number;
		stored: number;
		rejected: number;
		repeated: number;
		waiting: number;
	};
	/** Values and whole messages that were not read, by the word of their refusal, most first. */
	refused: { reason: string; n: number }[];
}

/** How one device has spoken. */
export interface DeviceActivity {
	device: string;
	/** Readings of the last 24 hours. */
	readings: number;
	/** Values and messages of the last 24 hours that were not read. */
	refused: number;
	/** What 99 of 100 pauses between its messages do not exceed, ms; null: too few to tell. */
	learnedMs: number | null;
}

/** Why values of a device were not read: one reason, its count and its newest case. */
export interface DeviceRefusal {
	device: string;
	reason: string;
	/** Of the last seven days. */
	n: number;
	/** Epoch ms UTC. */
	lastAt: number;
	/** A sentence for the person who can act, as ingest says it. */
	detail: string;
}

export interface RiverReport {
	/** When it was made, epoch ms UTC. */
	at: number;
	flow: Flow;
	devices: DeviceActivity[];
	/** Longest silence of a healthy device by its family's heartbeat, ms; where it declares one. */
	heartbeats: Readonly<Record<string, number>>;
	refusals: DeviceRefusal[];
	/** Sums over all time by term of the ledger (`received`, `readings.stored`, `refused.not-json` …). */
	totals: Readonly<Record<string, number>>;
	/** The spool's file, and the bound it may grow to. */
	spool: { bytes: number; maxBytes: number };
	/** null: the ledger closes over all time; else the sentence that says which sum does not. */
	imbalance: string | null;
}

/** `workers`: several processes ingest and none reports; `no-answer`: the river is busy or down. */
export type ReportFault = 'workers' | 'no-answer';
