/** The messages as a network server publishes them: The Things Stack v3, ChirpStack v4, our plain form. */
import type { Frame } from './codecs/codec.ts';
import { drawFor, hashOf } from './random.ts';

export interface SimulatedMessage {
	topic: string;
	payload: string;
	device: string;
	/** Epoch ms UTC: when it was measured, and when it is to be sent. */
	at: number;
}

/** One device's report, before it is wrapped. */
export interface Report extends Frame {
	device: string;
	name: string;
	brand: string;
	model: string;
	at: number;
	/** Uplinks of the session so far. */
	count: number;
	/** dBm and dB of the gateway that heard it. */
	rssi: number;
	snr: number;
}

/** Network → how it wraps a report. */
export const ENVELOPES: Record<string, (report: Report) => SimulatedMessage> = {
	tts: thingsStack,
	chirpstack: chirpStack,
	plain
};

const GATEWAY = '0016c001f1000001';
const APPLICATION = '6f1c3a52-7f4e-4f0e-9b53-0d8a5a3b7c10';

function slug(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
}

/** RFC 3339 in UTC; network servers write nanoseconds. */
function instant(at: number): string {
	return new Date(at).toISOString().replace('Z', '000000Z');
}

function hex(digits: number, ...parts: (string | number)[]): string {
	return Array.from({ length: Math.ceil(digits / 8) }, (_, index) =>
		hashOf(...parts, index)
			.toString(16)
			.padStart(8, '0')
	)
		.join('')
		.slice(0, digits);
}

function uuid(...parts: (string | number)[]): string {
	const digits = hex(32, ...parts);
	return [
		digits.slice(0, 8),
		digits.slice(8, 12),
		`4${digits.slice(13, 16)}`,
		`8${digits.slice(17, 20)}`,
		digits.slice(20)
	].join('-');
}

/** Bytes that no one decodes: the object beside them is what counts. */
function bytes(report: Report): string {
	return Buffer.from(hex(16, report.device, report.at), 'hex').toString('base64');
}

/** Uplink of The Things Stack, with its four times; `simulated` is its own word for such a one. */
function thingsStack(report: Report): SimulatedMessage {
	const { device, at, rssi, snr, brand, model } = report;
	const id = slug(report.name);
	// The network server hears it from the gateway a moment later; its time is the uplink's.
	const gatewayTime = new Date(at - 25).toISOString();
	const counter = Math.floor(at * 1000) % 2 ** 32;
	const message = {
		end_device_ids: {
			device_id: id,
			application_ids: { application_id: 'nyaman' },
			dev_eui: device.toUpperCase(),
			join_eui: '0000000000000001',
			dev_addr: hex(8, device, 'address').toUpperCase()
		},
		correlation_ids: [`gs:uplink:${hex(26, device, at).toUpperCase()}`],
		received_at: instant(at + 30),
		uplink_message: {
			session_key_id: Buffer.from(hex(32, device, 'session'), 'hex').toString('base64'),
			// Empty fields are left out, so the first uplink has no counter.
			...(report.count > 0 && { f_cnt: report.count }),
			...(report.fPort > 0 && { f_port: report.fPort }),
			frm_payload: bytes(report),
			decoded_payload: report.decoded,
			rx_metadata: [
				{
					gateway_ids: { gateway_id: 'nyaman-roof', eui: GATEWAY.toUpperCase() },
					time: gatewayTime,
					timestamp: counter,
					rssi,
					channel_rssi: rssi,
					snr
				}
			],
			settings: {
				data_rate: { lora: { bandwidth: 125000, spreading_factor: 7 } },
				frequency: '923200000',
				timestamp: counter,
				time: gatewayTime
			},
			received_at: instant(at),
			consumed_airtime: '0.056576s',
			version_ids: { brand_id: slug(brand), model_id: slug(model) }
		},
		simulated: true
	};
	const topic = `v3/nyaman@ttn/devices/${id}/up`;
	return { topic, payload: JSON.stringify(message), device, at };
}

/** Event `up` of ChirpStack v4. */
function chirpStack(report: Report): SimulatedMessage {
	const { device, at, rssi, snr, brand, model } = report;
	const message = {
		deduplicationId: uuid(device, at, 'uplink'),
		time: instant(at).replace('Z', '+00:00'),
		deviceInfo: {
			tenantId: uuid('tenant'),
			tenantName: 'Nyaman',
			applicationId: APPLICATION,
			applicationName: 'Nyaman',
			deviceProfileId: uuid(brand, model),
			deviceProfileName: `${brand} ${model}`,
			deviceName: report.name,
			devEui: device,
			tags: { simulated: 'true' }
		},
		devAddr: hex(8, device, 'address'),
		dr: 5,
		...(report.count > 0 && { fCnt: report.count }),
		...(report.fPort > 0 && { fPort: report.fPort }),
		data: bytes(report),
		object: report.decoded,
		rxInfo: [
			{
				gatewayId: GATEWAY,
				uplinkId: hashOf(device, at),
				nsTime: instant(at).replace('Z', '+00:00'),
				rssi,
				snr,
				context: 'E3OWOQ=='
			}
		],
		txInfo: {
			frequency: 923200000,
			modulation: { lora: { bandwidth: 125000, spreadingFactor: 7, codeRate: 'CR_4_5' } }
		}
	};
	const topic = `application/${APPLICATION}/device/${device}/event/up`;
	return { topic, payload: JSON.stringify(message), device, at };
}

/** Our own form, for what has no network server: the values are named as METRICS names them. */
function plain({ device, at, decoded }: Report): SimulatedMessage {
	return {
		topic: `nyaman/${device}`,
		payload: JSON.stringify({ at: new Date(at).toISOString(), values: decoded }),
		device,
		at
	};
}

/** Signal of a device that does not move: its own mean, and what people in between take away. */
export function signalOf(seed: number, device: string, at: number): { rssi: number; snr: number } {
	const mean = -62 - 45 * drawFor(seed, device, 'rssi');
	const fade = 6 * drawFor(seed, device, 'fade', at);
	return { rssi: Math.round(mean - fade), snr: Math.round((12 + mean / 12 - fade / 3) * 2) / 2 };
}
