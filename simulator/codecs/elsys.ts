/** Elsys: field names of the vendor's codec; `occupancy` has three states, 0, 1 (pending) and 2. */
import type { Codec, Surroundings, Values } from './codec.ts';

const ERS = { temperature: 0.1, humidity: 1, illuminance: 1, battery_voltage: 0.001 };

function ers(v: Values, { values: { presence } }: Surroundings) {
	return {
		temperature: v.temperature,
		humidity: v.humidity,
		light: v.illuminance,
		motion: presence ? 6 : 0,
		vdd: Math.round((v.battery_voltage ?? 0) * 1000)
	};
}

const occupancy = (presence: number | undefined) => (presence ? 2 : 0);

export const elsys: readonly Codec[] = [
	{
		brand: 'elsys',
		models: ['ers', 'erslite'],
		senses: 'air',
		measures: ERS,
		frame: (v, s) => ({ fPort: 5, decoded: ers(v, s) })
	},
	{
		brand: 'elsys',
		models: ['ersco2', 'ersco2lite'],
		senses: 'air',
		measures: { ...ERS, co2: 1 },
		frame: (v, s) => ({ fPort: 5, decoded: { ...ers(v, s), co2: v.co2 } })
	},
	{
		brand: 'elsys',
		models: ['erssound'],
		senses: 'air',
		measures: { ...ERS, sound: 1 },
		frame: (v, s) => ({
			fPort: 5,
			decoded: { ...ers(v, s), soundPeak: (v.sound ?? 0) + 11, soundAvg: v.sound }
		})
	},
	{
		brand: 'elsys',
		models: ['erseye'],
		senses: 'presence',
		measures: { ...ERS, presence: 1 },
		frame: (v, s) => ({ fPort: 5, decoded: { ...ers(v, s), occupancy: occupancy(v.presence) } })
	},
	{
		brand: 'elsys',
		models: ['emsdesk'],
		senses: 'presence',
		measures: { temperature: 0.1, humidity: 1, presence: 1 },
		frame: (v) => ({
			fPort: 5,
			decoded: {
				temperature: v.temperature,
				humidity: v.humidity,
				x: 1,
				y: 39,
				z: 5,
				occupancy: occupancy(v.presence)
			}
		})
	}
];
