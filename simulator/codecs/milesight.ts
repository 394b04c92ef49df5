/** Milesight: field names of the codecs in Milesight-IoT/SensorDecoders and TheThingsNetwork/lorawan-devices. */
import type { Codec, Frame, Surroundings, Values } from './codec.ts';

const CLIMATE = { battery: 1, temperature: 0.1, humidity: 0.5 };
const LINE = { count_in_total: 1, count_out_total: 1, count_in: 1, count_out: 1 };

function frame(decoded: Record<string, unknown>): Frame {
	return { fPort: 85, decoded };
}

function climate({ battery, temperature, humidity }: Values) {
	return { battery, temperature, humidity };
}

const trigger = (presence: number | undefined, idle: string) => (presence ? 'trigger' : idle);

/** AM3xx: `light_level` is a class from 0 to 5, `tvoc` a rating: neither is read. */
function indoorAir(values: Values, { values: { illuminance, tvoc_ppb } }: Surroundings) {
	return {
		...climate(values),
		pir: trigger(values.presence, 'idle'),
		light_level: Math.min(5, Math.floor(illuminance / 90)),
		co2: values.co2,
		tvoc: Math.round(tvoc_ppb) / 100,
		pressure: values.pressure
	};
}

const AM307 = { ...CLIMATE, presence: 1, co2: 1, pressure: 0.1 };

export const milesight: readonly Codec[] = [
	{
		brand: 'milesight',
		models: ['am307', 'am307l'],
		senses: 'air',
		measures: AM307,
		frame: (v, s) => frame(indoorAir(v, s))
	},
	{
		brand: 'milesight',
		models: ['am308', 'am308l', 'am319'],
		senses: 'air',
		measures: { ...AM307, pm2_5: 1 },
		frame: (v, s) => frame({ ...indoorAir(v, s), pm2_5: v.pm2_5, pm10: Math.round(s.values.pm10) })
	},
	{
		brand: 'milesight',
		models: ['am103', 'am103l'],
		senses: 'air',
		measures: { ...CLIMATE, co2: 1 },
		frame: (v) => frame({ ...climate(v), co2: v.co2 })
	},
	{
		brand: 'milesight',
		models: ['am107'],
		senses: 'air',
		measures: { ...CLIMATE, illuminance: 1, co2: 1, tvoc_ppb: 1, pressure: 0.1 },
		frame: (v, s) =>
			frame({
				...climate(v),
				activity: s.values.presence ? 20 : 0,
				illumination: v.illuminance,
				infrared: 20,
				infrared_and_visible: 121,
				co2: v.co2,
				tvoc: v.tvoc_ppb,
				pressure: v.pressure
			})
	},
	{
		brand: 'milesight',
		models: ['em300th', 'em320th'],
		senses: 'air',
		measures: CLIMATE,
		frame: (v) => frame(climate(v))
	},
	{
		brand: 'milesight',
		models: ['em500co2'],
		senses: 'air',
		measures: { ...CLIMATE, co2: 1, pressure: 0.1 },
		frame: (v) => frame({ ...climate(v), co2: v.co2, pressure: v.pressure })
	},
	{
		brand: 'milesight',
		models: ['ws302'],
		senses: 'air',
		measures: { battery: 1, sound: 0.1 },
		frame: (v) => {
			const [fast, peak] = [2, 9].map((more) => Math.round(((v.sound ?? 0) + more) * 10) / 10);
			return frame({ battery: v.battery, LAF: fast, LAeq: v.sound, LAFmax: peak });
		}
	},
	{
		brand: 'milesight',
		models: ['ws202'],
		senses: 'presence',
		measures: { battery: 1, presence: 1 },
		frame: (v, s) =>
			frame({
				battery: v.battery,
				pir: trigger(v.presence, 'normal'),
				daylight: s.values.illuminance > 60 ? 'light' : 'dark'
			})
	},
	{
		brand: 'milesight',
		models: ['vs341', 'vs330'],
		senses: 'presence',
		measures: { battery: 1, presence: 1 },
		frame: (v) => frame({ battery: v.battery, occupancy: v.presence ? 'occupied' : 'vacant' })
	},
	{
		brand: 'milesight',
		models: ['vs121'],
		senses: 'passages',
		measures: { count_in: 1, count_out: 1 },
		frame: (v) => frame({ people_in: v.count_in, people_out: v.count_out })
	},
	{
		brand: 'milesight',
		models: ['vs132'],
		senses: 'passages',
		measures: LINE,
		frame: (v) =>
			frame({
				total_counter_in: v.count_in_total,
				total_counter_out: v.count_out_total,
				periodic_counter_in: v.count_in,
				periodic_counter_out: v.count_out
			})
	},
	{
		brand: 'milesight',
		models: ['vs133', 'vs135'],
		senses: 'passages',
		measures: LINE,
		channel: 'line_1',
		frame: (v) =>
			frame({
				line_1_total_in: v.count_in_total,
				line_1_total_out: v.count_out_total,
				line_1_period_in: v.count_in,
				line_1_period_out: v.count_out
			})
	},
	{
		brand: 'milesight',
		models: ['vs350', 'vs351', 'vs360'],
		senses: 'passages',
		measures: LINE,
		frame: (v) =>
			frame({
				total_in: v.count_in_total,
				total_out: v.count_out_total,
				period_in: v.count_in,
				period_out: v.count_out
			})
	}
];
