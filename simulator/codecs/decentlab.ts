/** Decentlab: each value with its name and unit, as the vendor's codec yields it; pressure in Pa. */
import { round, type Codec, type Surroundings } from './codec.ts';

const stated = (displayName: string, unit: string, value: number) => ({ displayName, unit, value });

function air({ air: { temperature, humidity, pressure }, battery }: Surroundings) {
	return {
		air_humidity: stated('Air humidity', '%', round(humidity, 3)),
		air_temperature: stated('Air temperature', '°C', round(temperature, 3)),
		barometric_pressure: stated('Barometric pressure', 'Pa', round(pressure * 100)),
		battery_voltage: stated('Battery voltage', 'V', round(battery.volts, 3)),
		device_id: 3005,
		protocol_version: 2
	};
}

export const decentlab: readonly Codec[] = [
	{
		brand: 'decentlab',
		models: ['iam', 'dliam'],
		senses: 'air',
		frame: (s) => ({
			fPort: 1,
			decoded: {
				...air(s),
				activity_counter: { displayName: 'Activity counter', value: s.presence ? 11 : 0 },
				co2_concentration: stated('CO2 concentration', 'ppm', round(s.air.co2)),
				co2_sensor_status: { displayName: 'CO2 sensor status', value: 0 },
				illuminance: stated('Illuminance', 'lx', round(s.air.illuminance, 2)),
				total_voc: stated('Total VOC', 'ppb', round(s.air.tvoc))
			}
		})
	},
	{
		brand: 'decentlab',
		models: ['lp8p', 'dllp8p'],
		senses: 'air',
		frame: (s) => ({
			fPort: 1,
			decoded: {
				...air(s),
				co2_concentration: stated('CO2 concentration', 'ppm', round(s.air.co2))
			}
		})
	},
	{
		brand: 'decentlab',
		models: ['pm', 'dlpm'],
		senses: 'air',
		frame: (s) => ({
			fPort: 1,
			decoded: {
				...air(s),
				pm2_5_mass_concentration: stated(
					'PM2.5 mass concentration',
					'µg⋅m⁻³',
					round(s.air.pm2_5, 1)
				)
			}
		})
	}
];
