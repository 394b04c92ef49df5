/** What speaks no LoRaWAN: chips on boards, zigbee sensors, counters by cable. Their network alone words what they say. */
import type { Codec } from './codec.ts';

const CELL = { battery: 1, battery_voltage: 0.001 };

export const boards: readonly Codec[] = [
	{
		models: ['scd40', 'scd41', 'scd30'],
		senses: 'air',
		measures: { temperature: 0.1, humidity: 0.1, co2: 1 }
	},
	{
		models: ['bme280'],
		senses: 'air',
		measures: { temperature: 0.1, humidity: 0.1, pressure: 0.1 }
	},
	{
		models: ['wsdcgq11lm', 'wsdcgq12lm', 'wsdcgq'],
		senses: 'air',
		measures: { ...CELL, temperature: 0.01, humidity: 0.01, pressure: 0.1 }
	},
	{
		models: ['rtcgq11lm', 'rtcgq12lm', 'rtcgq'],
		senses: 'presence',
		measures: { ...CELL, presence: 1, illuminance: 1, device_temperature: 1 }
	},
	{
		models: ['irgate', 'inductionloop'],
		senses: 'passages',
		measures: { count_in_total: 1, count_out_total: 1 }
	},
	{
		models: ['pc2se', 'pc2'],
		senses: 'passages',
		measures: { count_in: 1, count_out: 1 },
		channel: 'Line 1'
	}
];
