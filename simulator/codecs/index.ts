/** Every model that the simulator can speak for: one line a family. */
import { boards } from './boards.ts';
import type { Codec } from './codec.ts';
import { decentlab } from './decentlab.ts';
import { dragino } from './dragino.ts';
import { elsys } from './elsys.ts';
import { milesight } from './milesight.ts';
import { parking } from './parking.ts';

export const CODECS: readonly Codec[] = [
	...milesight,
	...elsys,
	...decentlab,
	...dragino,
	...parking,
	...boards
];

/** The codec of a model however its name is spelled (`ERS CO2`, `ers-co2`); undefined: unknown. */
export function codecOf(brand: string, model: string): Codec | undefined {
	const [wantedBrand, wantedModel = ''] = [brand, model].map((name) =>
		name.toLowerCase().replace(/[^a-z0-9]/g, '')
	);
	return CODECS.find(
		({ brand, models }) =>
			(brand === undefined || brand === wantedBrand) && models.includes(wantedModel)
	);
}
