/** Dragino: field names of the LHT65 codec; a missing probe reads as 327.67. */
import { round, type Codec } from './codec.ts';

export const dragino: readonly Codec[] = [
	{
		brand: 'dragino',
		models: ['lht65', 'lht65n', 'lht65s'],
		senses: 'air',
		frame: ({ air, battery }) => ({
			fPort: 2,
			decoded: {
				BatV: round(battery.volts, 3),
				Bat_status: 3,
				Ext_sensor: 'Temperature Sensor',
				Hum_SHT: round(air.humidity, 1),
				TempC_DS: 327.67,
				TempC_SHT: round(air.temperature, 2)
			}
		})
	}
];
