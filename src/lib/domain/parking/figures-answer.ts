/** The figures of some days as they are told: by class, over service time. */
import type { FillFigures, HeatCell, StayFigures } from './figures.ts';
import type { ParkingClass } from './picture.ts';

export interface ClassFigures {
	class: ParkingClass;
	places: number;
	fill: FillFigures;
	/** null: no bay of the class has a sensor, and a gate does not know who stays. */
	stays: StayFigures | null;
	/** Week by hour. */
	heat: HeatCell[];
	/** Vehicles today and on the mean day of the kind, epoch ms UTC. */
	today: [at: number, taken: number][];
	usual: [at: number, taken: number][];
	usualDays: number;
}

export interface ParkingFigures {
	from: number;
	to: number;
	/** Service days that are in it, and whether today is one of them, which has not ended. */
	serviceDays: number;
	includesToday: boolean;
	overstayMinutes: number;
	classes: ClassFigures[];
	/** False: the past has not been read yet. */
	ready: boolean;
}
