/** Boards of the house's own, which send our plain form: the values are named as METRICS names them. */
import { round, type Codec } from './codec.ts';

export const plain: readonly Codec[] = [
	{
		brand: 'sensirion',
		models: ['scd40', 'scd41', 'scd30'],
		senses: 'air',
		frame: ({ air }) => ({
			fPort: 0,
			decoded: {
				temperature: round(air.temperature, 2),
				humidity: round(air.humidity, 1),
				co2: round(air.co2)
			}
		})
	},
	{
		brand: 'generic',
		models: ['irgate', 'inductionloop'],
		senses: 'passages',
		frame: ({ passages }) => ({
			fPort: 0,
			decoded: { count_in_total: passages.inTotal, count_out_total: passages.outTotal }
		})
	}
];
