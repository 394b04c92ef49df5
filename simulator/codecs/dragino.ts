/** Dragino: field names of the LHT65 codec; a missing probe reads as 327.67. */
import type { Codec } from './codec.ts';

export const dragino: readonly Codec[] = [
	{
		brand: 'dragino',
		models: ['lht65', 'lht65n', 'lht65s'],
		senses: 'air',
		measures: { temperature: 0.01, humidity: 0.1, battery_voltage: 0.001 },
		frame: ({ temperature, humidity, battery_voltage }) => ({
			fPort: 2,
			decoded: {
				BatV: battery_voltage,
				Bat_status: 3,
				Ext_sensor: 'Temperature Sensor',
				Hum_SHT: humidity,
				TempC_DS: 327.67,
				TempC_SHT: temperature
			}
		})
	}
];
