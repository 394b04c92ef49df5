/** Decentlab: each value with its name and unit, as the vendor's codec yields it; pressure in Pa. */
import type { Codec, Values } from './codec.ts';

const stated = (displayName: string, unit: string, value: number | undefined) => {
	return { displayName, unit, value };
};

const AIR = { temperature: 0.001, humidity: 0.001, pressure: 0.01, battery_voltage: 0.001 };

function air({ temperature, humidity, pressure, battery_voltage }: Values) {
	return {
		air_humidity: stated('Air humidity', '%', humidity),
		air_temperature: stated('Air temperature', '°C', temperature),
		barometric_pressure: stated('Barometric pressure', 'Pa', Math.round((pressure ?? 0) * 100)),
		battery_voltage: stated('Battery voltage', 'V', battery_voltage),
		device_id: 3005,
		protocol_version: 2
	};
}

const co2 = (v: Values) => stated('CO2 concentration', 'ppm', v.co2);

export const decentlab: readonly Codec[] = [
	{
		brand: 'decentlab',
		models: ['iam', 'dliam'],
		senses: 'air',
		measures: { ...AIR, co2: 1, illuminance: 0.01, tvoc_ppb: 1 },
		frame: (v, s) => ({
			fPort: 1,
			decoded: {
				...air(v),
				activity_counter: { displayName: 'Activity counter', value: s.values.presence ? 11 : 0 },
				co2_concentration: co2(v),
				co2_sensor_status: { displayName: 'CO2 sensor status', value: 0 },
				illuminance: stated('Illuminance', 'lx', v.illuminance),
				total_voc: stated('Total VOC', 'ppb', v.tvoc_ppb)
			}
		})
	},
	{
		brand: 'decentlab',
		models: ['lp8p', 'dllp8p'],
		senses: 'air',
		measures: { ...AIR, co2: 1 },
		frame: (v) => ({ fPort: 1, decoded: { ...air(v), co2_concentration: co2(v) } })
	},
	{
		brand: 'decentlab',
		models: ['pm', 'dlpm'],
		senses: 'air',
		measures: { ...AIR, pm2_5: 0.1 },
		frame: (v) => ({
			fPort: 1,
			decoded: {
				...air(v),
				pm2_5_mass_concentration: stated('PM2.5 mass concentration', 'µg⋅m⁻³', v.pm2_5)
			}
		})
	}
];
