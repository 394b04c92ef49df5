/** Milesight: field names of the codecs in Milesight-IoT/SensorDecoders and TheThingsNetwork/lorawan-devices. */
import { round, type Codec, type Surroundings } from './codec.ts';

const FPORT = 85;

function climate({ air, battery }: Surroundings) {
	return {
		battery: round(battery.percent),
		temperature: round(air.temperature, 1),
		humidity: round(air.humidity * 2) / 2
	};
}

/** AM3xx: `light_level` is a class from 0 to 5, `tvoc` a rating. */
function indoorAir(surroundings: Surroundings) {
	const { air, presence } = surroundings;
	return {
		...climate(surroundings),
		pir: presence ? 'trigger' : 'idle',
		light_level: Math.min(5, Math.floor(air.illuminance / 90)),
		co2: round(air.co2),
		tvoc: round(air.tvoc / 100, 2),
		pressure: round(air.pressure, 1)
	};
}

export const milesight: readonly Codec[] = [
	{
		brand: 'milesight',
		models: ['am307', 'am307l'],
		senses: 'air',
		frame: (s) => ({ fPort: FPORT, decoded: indoorAir(s) })
	},
	{
		brand: 'milesight',
		models: ['am308', 'am308l', 'am319'],
		senses: 'air',
		frame: (s) => ({
			fPort: FPORT,
			decoded: {
				...indoorAir(s),
				pm2_5: round(s.air.pm2_5),
				pm10: round(s.air.pm2_5 * 1.5)
			}
		})
	},
	{
		brand: 'milesight',
		models: ['am103', 'am103l'],
		senses: 'air',
		frame: (s) => ({ fPort: FPORT, decoded: { ...climate(s), co2: round(s.air.co2) } })
	},
	{
		brand: 'milesight',
		models: ['am107'],
		senses: 'air',
		frame: (s) => ({
			fPort: FPORT,
			decoded: {
				...climate(s),
				activity: s.presence ? 20 : 0,
				illumination: round(s.air.illuminance),
				infrared: 20,
				infrared_and_visible: 121,
				co2: round(s.air.co2),
				tvoc: round(s.air.tvoc),
				pressure: round(s.air.pressure, 1)
			}
		})
	},
	{
		brand: 'milesight',
		models: ['em300th', 'em320th'],
		senses: 'air',
		frame: (s) => ({ fPort: FPORT, decoded: climate(s) })
	},
	{
		brand: 'milesight',
		models: ['em500co2'],
		senses: 'air',
		frame: (s) => ({
			fPort: FPORT,
			decoded: { ...climate(s), co2: round(s.air.co2), pressure: round(s.air.pressure, 1) }
		})
	},
	{
		brand: 'milesight',
		models: ['ws302'],
		senses: 'air',
		frame: ({ air, battery }) => ({
			fPort: FPORT,
			decoded: {
				battery: round(battery.percent),
				LAF: round(air.sound + 2, 1),
				LAeq: round(air.sound, 1),
				LAFmax: round(air.sound + 9, 1)
			}
		})
	},
	{
		brand: 'milesight',
		models: ['ws202'],
		senses: 'presence',
		frame: ({ air, battery, presence }) => ({
			fPort: FPORT,
			decoded: {
				battery: round(battery.percent),
				pir: presence ? 'trigger' : 'normal',
				daylight: air.illuminance > 60 ? 'light' : 'dark'
			}
		})
	},
	{
		brand: 'milesight',
		models: ['vs341', 'vs330'],
		senses: 'presence',
		frame: ({ battery, presence }) => ({
			fPort: FPORT,
			decoded: {
				battery: round(battery.percent),
				occupancy: presence ? 'occupied' : 'vacant'
			}
		})
	},
	{
		brand: 'milesight',
		models: ['vs121'],
		senses: 'passages',
		frame: ({ passages }) => ({
			fPort: FPORT,
			decoded: { people_in: passages.inPeriod, people_out: passages.outPeriod }
		})
	},
	{
		brand: 'milesight',
		models: ['vs132'],
		senses: 'passages',
		frame: ({ passages }) => ({
			fPort: FPORT,
			decoded: {
				total_counter_in: passages.inTotal,
				total_counter_out: passages.outTotal,
				periodic_counter_in: passages.inPeriod,
				periodic_counter_out: passages.outPeriod
			}
		})
	},
	{
		brand: 'milesight',
		models: ['vs133', 'vs135'],
		senses: 'passages',
		frame: ({ passages }) => ({
			fPort: FPORT,
			decoded: {
				line_1_total_in: passages.inTotal,
				line_1_total_out: passages.outTotal,
				line_1_period_in: passages.inPeriod,
				line_1_period_out: passages.outPeriod
			}
		})
	},
	{
		brand: 'milesight',
		models: ['vs350', 'vs351', 'vs360'],
		senses: 'passages',
		frame: ({ passages }) => ({
			fPort: FPORT,
			decoded: {
				total_in: passages.inTotal,
				total_out: passages.outTotal,
				period_in: passages.inPeriod,
				period_out: passages.outPeriod
			}
		})
	}
];
