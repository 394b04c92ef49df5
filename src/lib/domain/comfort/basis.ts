/** What the comfort indices assume where nothing is measured, and the classes they are read by. */

/** What no sensor of a room measures. */
export interface Assumptions {
	/** met; 1.1 is seated, with some office work. */
	metabolicRate: number;
	/** clo; 0.55 is a light office dress. */
	clothing: number;
	/** m/s, relative to the body. */
	airSpeed: number;
	/** Mean radiant temperature above air temperature, K: a hall under a hot roof has one. */
	radiantOffset: number;
}

/** Classes of one standard from the strictest; beyond the last is outside all of them. */
export interface Classes {
	standard: string;
	/** False: the source is unconfirmed, and it supports no claim of compliance. */
	verified: boolean;
	classes: readonly {
		name: string;
		/** The most that still belongs to the class: |PMV|, or ppm above outdoor air. */
		most: number;
	}[];
}

export interface ComfortBasis {
	assumptions: Assumptions;
	/** What differs in a room, by its key. */
	rooms: Readonly<Record<string, Partial<Assumptions>>>;
	/** CO2 of the open air where no sensor measures it, ppm. */
	outdoorCo2: number;
	pmv: Classes;
	airAboveOutdoor: Classes;
}

/** For a building whose folder says nothing of it. */
export const DEFAULT_BASIS: ComfortBasis = {
	assumptions: { metabolicRate: 1.1, clothing: 0.55, airSpeed: 0.1, radiantOffset: 0 },
	rooms: {},
	outdoorCo2: 420,
	pmv: {
		standard: 'ISO 7730',
		verified: false,
		classes: [
			{ name: 'A', most: 0.2 },
			{ name: 'B', most: 0.5 },
			{ name: 'C', most: 0.7 }
		]
	},
	airAboveOutdoor: {
		standard: 'EN 16798-1',
		verified: true,
		classes: [
			{ name: 'I', most: 550 },
			{ name: 'II', most: 800 },
			{ name: 'III', most: 1350 }
		]
	}
};

/** What is assumed in a room, by its key. */
export function assumptionsOf(basis: ComfortBasis, room: string): Assumptions {
	return { ...basis.assumptions, ...basis.rooms[room] };
}

/** The strictest class that a value belongs to; null: beyond all of them. */
export function classOf({ classes }: Classes, value: number): string | null {
	return classes.find(({ most }) => value <= most)?.name ?? null;
}
