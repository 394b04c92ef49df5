/** What a real device's codec yields, made from what a simulated device feels. */
import type { Air } from '../air.ts';

/** Everything that any of the devices could measure at its place and time. */
export interface Surroundings {
	air: Air;
	/** Somebody is near. */
	presence: boolean;
	/** Passages since the counter was installed, and since its last report. */
	passages: { inTotal: number; outTotal: number; inPeriod: number; outPeriod: number };
	/** A bay's state, and seconds that the state before it lasted. */
	bay: { occupied: boolean; secondsBefore: number };
	/** The report is sent because the state has just changed; else it is a heartbeat. */
	changed: boolean;
	/** Of the device itself: percent, volts, °C inside its case. */
	battery: { percent: number; volts: number };
	caseTemperature: number;
}

export interface Frame {
	/** LoRaWAN port; 0 for a device that speaks no LoRaWAN. */
	fPort: number;
	decoded: Record<string, unknown>;
}

/** One model, or several that speak alike. */
export interface Codec {
	/** Lower-case letters and digits: `milesight`, `am307`. */
	brand: string;
	models: readonly string[];
	/** What makes it report besides its interval. */
	senses: 'air' | 'presence' | 'passages' | 'bay';
	frame(surroundings: Surroundings): Frame;
}

/** A number as a device sends it. */
export function round(value: number, decimals = 0): number {
	return Number(value.toFixed(decimals));
}
