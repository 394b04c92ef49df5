/** Uplinks as a network server publishes them, for the devices of the sample building. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './process.ts';

interface RegistryRow {
	device: string;
	network: string;
	brand: string;
	model: string;
}

interface PlacementRow {
	device: string;
	room: string;
}

function readRows<T>(file: string): T[] {
	return JSON.parse(readFileSync(join(ROOT, 'floorplan', 'mpp-lubuklinggau', file), 'utf8'));
}

/**
 * A Milesight AM307 of the sample building on The Things Stack, and the room it stands in.
 * @throws when the sample has none, which the tests that need one must know
 */
export function sampleClimateSensor(): { device: string; room: string } {
	const am307 = readRows<RegistryRow>('devices.json').filter(
		({ network, model }) => network === 'tts' && model === 'AM307'
	);
	const placements = readRows<PlacementRow>('placements.json');
	// A room with one sensor shows that sensor's value, whatever the others say.
	for (const { device } of am307) {
		const room = placements.find((placement) => placement.device === device)?.room;
		if (room && placements.filter((other) => other.room === room).length === 1) {
			return { device, room };
		}
	}
	throw new Error('the sample building has no room with an AM307 alone');
}

/** The Things Stack v3 message of a device; field names of Milesight's own codec. */
export function ttsUplink(
	device: string,
	decoded: Record<string, unknown>,
	fCnt: number,
	at = new Date()
): { topic: string; payload: string } {
	const time = at.toISOString();
	return {
		topic: `v3/mpp@ttn/devices/eui-${device}/up`,
		payload: JSON.stringify({
			end_device_ids: {
				device_id: `eui-${device}`,
				application_ids: { application_id: 'mpp' },
				dev_eui: device.toUpperCase(),
				dev_addr: '00BCB929'
			},
			received_at: time,
			uplink_message: {
				session_key_id: 'AXA50tHUGUucuzS/bCGMNw==',
				f_port: 85,
				f_cnt: fCnt,
				frm_payload: 'A2f6AARoeAUAAAZl',
				decoded_payload: decoded,
				rx_metadata: [{ gateway_ids: { gateway_id: 'gw-1' }, rssi: -71, snr: 8.5 }],
				settings: { data_rate: { lora: { bandwidth: 125000, spreading_factor: 7 } } },
				received_at: time
			}
		})
	};
}
