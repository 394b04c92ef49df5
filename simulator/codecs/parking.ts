/** Bay sensors of Bosch (TPS110) and Nwave: the port tells a change of state from a heartbeat. */
import { round, type Codec } from './codec.ts';

export const parking: readonly Codec[] = [
	{
		brand: 'bosch',
		models: ['tps110', 'pls', 'parkinglotsensor'],
		senses: 'bay',
		frame: ({ bay: { occupied }, changed, caseTemperature }) =>
			changed
				? { fPort: 1, decoded: { type: 'parking status', occupied } }
				: {
						fPort: 2,
						decoded: { type: 'heartbeat', occupied, temperature: round(caseTemperature) }
					}
	},
	{
		brand: 'nwave',
		models: ['nps310sm', 'nps310'],
		senses: 'bay',
		frame: ({ bay: { occupied }, changed }) => ({
			fPort: changed ? 1 : 2,
			decoded: { type: changed ? 'parking_status' : 'heartbeat', occupied }
		})
	},
	{
		brand: 'nwave',
		models: ['nps405', 'nps405v4'],
		senses: 'bay',
		frame: ({ bay: { occupied, secondsBefore }, changed, battery, caseTemperature }) =>
			changed
				? {
						fPort: 1,
						decoded: {
							type: 'parking_status',
							occupied,
							previous_state_duration: round(secondsBefore / 60),
							previous_state_duration_error: 0,
							previous_state_duration_overflow: false
						}
					}
				: {
						fPort: 2,
						decoded: {
							type: 'heartbeat',
							occupied,
							battery_voltage: round(battery.volts, 3),
							temperature: round(caseTemperature),
							battery_health: 'normal',
							hw_health_status: 0
						}
					}
	}
];
