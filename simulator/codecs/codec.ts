/** A model of a device: what it measures, how finely, and the object that its vendor's codec yields. */
import type { Metric } from '#lib/domain/metrics.ts';

/** What a device says, in the units of METRICS; states are 0 and 1. */
export type Values = Partial<Record<Metric, number>>;

/** Everything that any of the devices could measure at its place and time. */
export interface Surroundings {
	/** In the units of METRICS. */
	values: Readonly<Record<Metric, number>>;
	/** The report is sent because the state has just changed; else it is a heartbeat. */
	changed: boolean;
	/** Seconds that the state before this one lasted. */
	secondsBefore: number;
}

export interface Frame {
	/** LoRaWAN port. */
	fPort: number;
	decoded: Record<string, unknown>;
}

/** One model, or several that speak alike. */
export interface Codec {
	/** Lower-case letters and digits: `milesight`, `am307`; no brand: any that makes the model. */
	brand?: string;
	models: readonly string[];
	/** What makes it report besides its interval. */
	senses: 'air' | 'presence' | 'passages' | 'bay';
	/** What is read of it, and the smallest step of each, in the metric's unit. */
	measures: Values;
	/** Of these, what it says when it reports a change; all of them where this is left out. */
	onChange?: readonly Metric[];
	/** The channel of what it counts; '' where it has one line without a name. */
	channel?: string;
	/** The vendor's object around the values; none for what speaks no LoRaWAN. */
	frame?: (values: Values, surroundings: Surroundings) => Frame;
}

/** What the device says of its surroundings, each value to its step; of that, what is `wanted`. */
export function measure(
	{ measures, onChange }: Codec,
	{ values, changed }: Surroundings,
	wanted: (metric: Metric) => boolean = () => true
): Values {
	const said: Values = {};
	for (const [name, step] of Object.entries(measures)) {
		const metric = name as Metric;
		if (!wanted(metric) || (changed && onChange && !onChange.includes(metric))) continue;
		said[metric] = toStep(values[metric], step);
	}
	return said;
}

/** Without the noise of binary fractions: 25.3, not 25.299999999999997. */
function toStep(value: number, step: number): number {
	return Number((Math.round(value / step) * step).toFixed(6));
}
