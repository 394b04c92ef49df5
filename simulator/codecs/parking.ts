/** Bay sensors of Bosch (TPS110) and Nwave: the port tells a change of state from a heartbeat. */
import type { Codec } from './codec.ts';

export const parking: readonly Codec[] = [
	{
		brand: 'bosch',
		models: ['tps110', 'pls', 'parkinglotsensor', 'plstps110', 'parkinglotsensortps110'],
		senses: 'bay',
		measures: { occupied: 1, device_temperature: 1 },
		onChange: ['occupied'],
		frame: ({ occupied, device_temperature }, { changed }) =>
			changed
				? { fPort: 1, decoded: { type: 'parking status', occupied: occupied === 1 } }
				: {
						fPort: 2,
						decoded: {
							type: 'heartbeat',
							occupied: occupied === 1,
							temperature: device_temperature
						}
					}
	},
	{
		brand: 'nwave',
		models: ['nps310sm', 'nps310'],
		senses: 'bay',
		measures: { occupied: 1 },
		frame: ({ occupied }, { changed }) => ({
			fPort: changed ? 1 : 2,
			decoded: { type: changed ? 'parking_status' : 'heartbeat', occupied: occupied === 1 }
		})
	},
	{
		brand: 'nwave',
		models: ['nps405', 'nps405v4'],
		senses: 'bay',
		measures: { occupied: 1, battery_voltage: 0.001, device_temperature: 1 },
		onChange: ['occupied'],
		frame: ({ occupied, battery_voltage, device_temperature }, { changed, secondsBefore }) =>
			changed
				? {
						fPort: 1,
						decoded: {
							type: 'parking_status',
							occupied: occupied === 1,
							previous_state_duration: Math.round(secondsBefore / 60),
							previous_state_duration_error: 0,
							previous_state_duration_overflow: false
						}
					}
				: {
						fPort: 2,
						decoded: {
							type: 'heartbeat',
							occupied: occupied === 1,
							battery_voltage,
							temperature: device_temperature,
							battery_health: 'normal',
							hw_health_status: 0
						}
					}
	}
];
