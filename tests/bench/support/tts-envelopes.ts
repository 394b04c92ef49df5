/** Envelopes of The Things Stack v3, 1 to 2 kB each, and the points that each of them must become. */

/** What a field of a codec's object becomes: measurement, field, and the channel where there are several. */
export type FieldMap = Readonly<
	Record<string, readonly [measurement: string, field: string, channel?: string]>
>;

/**
 * The same schema for every contestant. The names are those of Milesight's AM307, AM308 and
 * VS-series codecs (Milesight-IoT/SensorDecoders); `light_level` and `tvoc` are not measured in
 * a unit that can be relied on, and nobody stores them.
 */
export const FIELDS: FieldMap = {
	battery: ['device', 'battery'],
	temperature: ['climate', 'temperature'],
	humidity: ['climate', 'humidity'],
	pir: ['climate', 'presence'],
	co2: ['climate', 'co2'],
	pressure: ['climate', 'pressure'],
	illumination: ['climate', 'illuminance'],
	total_in: ['visitors', 'count_in_total'],
	total_out: ['visitors', 'count_out_total'],
	line_1_total_in: ['visitors', 'count_in_total', 'line_1'],
	line_1_total_out: ['visitors', 'count_out_total', 'line_1'],
	line_1_period_in: ['visitors', 'count_in', 'line_1'],
	line_1_period_out: ['visitors', 'count_out', 'line_1']
};

const DEVICES = 120;
const EVERY_MS = 20;

/** The codec's object of the n-th message: three families in turn, seven or eight fields each. */
function decoded(n: number): Record<string, unknown> {
	const climate = {
		temperature: 22 + (n % 80) / 10,
		humidity: 50 + (n % 60) / 2,
		co2: 420 + (n % 900),
		pressure: 1000 + (n % 150) / 10,
		battery: 60 + (n % 40)
	};
	// Below what a 16-bit counter shows when it has nothing to say.
	const total = n % 60_000;
	switch (n % 3) {
		case 0:
			return { ...climate, pir: n % 2 === 0 ? 'trigger' : 'idle', light_level: n % 6, tvoc: 1.2 };
		case 1:
			return { ...climate, illumination: n % 700, pir: n % 2 === 0 ? 'trigger' : 'idle' };
		default:
			return {
				total_in: total,
				total_out: total,
				line_1_total_in: total,
				line_1_total_out: total,
				line_1_period_in: n % 20,
				line_1_period_out: n % 20,
				battery: 60 + (n % 40)
			};
	}
}

function gateway(name: string, rssi: number, snr: number, time: string) {
	return {
		gateway_ids: { gateway_id: name, eui: 'B827EBFFFE8B01DD' },
		time,
		timestamp: 2463457052,
		rssi,
		channel_rssi: rssi,
		snr,
		location: { latitude: -3.2945, longitude: 102.8614, altitude: 129, source: 'SOURCE_REGISTRY' },
		uplink_token: 'CiEKHwoTbXBwLWx1YnVrbGluZ2dhdS1ndxIIuCfr//6LAd0QnMjjlgkaDAjh8K+uBhDm5IjSAyDg',
		received_at: time
	};
}

export interface Envelope {
	topic: string;
	payload: string;
}

/** The n-th message; `startMs` is the time of message 0, and no two have the same time. */
export function envelope(n: number, startMs: number): Envelope {
	const eui = `24E124725C14${(n % DEVICES).toString(16).padStart(4, '0').toUpperCase()}`;
	const time = new Date(startMs + n * EVERY_MS).toISOString();
	const device = `eui-${eui.toLowerCase()}`;
	return {
		topic: `v3/mpp@ttn/devices/${device}/up`,
		payload: JSON.stringify({
			end_device_ids: {
				device_id: device,
				application_ids: { application_id: 'mpp' },
				dev_eui: eui,
				join_eui: '24E124C0002A0001',
				dev_addr: '260B3A7F'
			},
			correlation_ids: ['gs:uplink:01HJ8V6T0S4M1X9H2QW5E7RKZB'],
			received_at: time,
			uplink_message: {
				session_key_id: 'AYx5mJ0Vn1bS0c1r3m9pNQ==',
				f_port: 85,
				f_cnt: Math.floor(n / DEVICES),
				frm_payload: 'A2cAAQRoeQUAAAZlFAB9LgMHfeQBCHPFJw==',
				decoded_payload: decoded(n),
				rx_metadata: [gateway('mpp-lantai-2', -71, 9.5, time), gateway('mpp-atap', -97, 4.2, time)],
				settings: {
					data_rate: { lora: { bandwidth: 125000, spreading_factor: 7, coding_rate: '4/5' } },
					frequency: '923200000',
					timestamp: 2463457052
				},
				received_at: time,
				consumed_airtime: '0.071936s',
				network_ids: { net_id: '000013', ns_id: 'EC656E0000000181', tenant_id: 'ttn' }
			}
		})
	};
}

/** How many values of each field the first `messages` envelopes hold, by `measurement.field`. */
export function expectedCounts(messages: number): Record<string, number> {
	const counts: Record<string, number> = { 'device.rssi': messages, 'device.snr': messages };
	for (const kind of [0, 1, 2]) {
		const times = Math.floor((messages - 1 - kind) / 3) + 1;
		for (const name of Object.keys(decoded(kind))) {
			const [measurement, field] = FIELDS[name] ?? [];
			if (field === undefined) continue;
			const key = `${measurement}.${field}`;
			counts[key] = (counts[key] ?? 0) + times;
		}
	}
	return counts;
}
