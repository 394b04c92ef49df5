/** Elsys: field names of the vendor's codec; `occupancy` has three states, 0, 1 (pending) and 2. */
import { round, type Codec, type Surroundings } from './codec.ts';

function ers({ air, presence, battery }: Surroundings) {
	return {
		temperature: round(air.temperature, 1),
		humidity: round(air.humidity),
		light: round(air.illuminance),
		motion: presence ? 6 : 0,
		vdd: round(battery.volts * 1000)
	};
}

export const elsys: readonly Codec[] = [
	{
		brand: 'elsys',
		models: ['ers', 'erslite'],
		senses: 'air',
		frame: (s) => ({ fPort: 5, decoded: ers(s) })
	},
	{
		brand: 'elsys',
		models: ['ersco2', 'ersco2lite'],
		senses: 'air',
		frame: (s) => ({ fPort: 5, decoded: { ...ers(s), co2: round(s.air.co2) } })
	},
	{
		brand: 'elsys',
		models: ['erssound'],
		senses: 'air',
		frame: (s) => ({
			fPort: 5,
			decoded: { ...ers(s), soundPeak: round(s.air.sound + 11), soundAvg: round(s.air.sound) }
		})
	},
	{
		brand: 'elsys',
		models: ['erseye'],
		senses: 'presence',
		frame: (s) => ({ fPort: 5, decoded: { ...ers(s), occupancy: s.presence ? 2 : 0 } })
	},
	{
		brand: 'elsys',
		models: ['emsdesk'],
		senses: 'presence',
		frame: ({ air, presence }) => ({
			fPort: 5,
			decoded: {
				temperature: round(air.temperature, 1),
				humidity: round(air.humidity),
				x: 1,
				y: 39,
				z: 5,
				occupancy: presence ? 2 : 0
			}
		})
	}
];
