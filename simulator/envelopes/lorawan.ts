/** The messages of LoRaWAN network servers, as they publish them: The Things Stack v3 and ChirpStack v4. */
import { hashOf } from '../random.ts';
import { slug, type Envelope, type Report } from './report.ts';

const GATEWAY = '0016c001f1000001';
const APPLICATION = '6f1c3a52-7f4e-4f0e-9b53-0d8a5a3b7c10';

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
export const thingsStack: Envelope = (report) => {
	const { device, at, rssi, snr, brand, model, fPort, decoded } = report;
	const id = slug(report.name) || `device-${device}`;
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
			...(fPort > 0 && { f_port: fPort }),
			frm_payload: bytes(report),
			decoded_payload: decoded,
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
	return { topic, payload: JSON.stringify(message) };
};

/** Event `up` of ChirpStack v4. */
export const chirpStack: Envelope = (report) => {
	const { device, at, rssi, snr, brand, model, fPort, decoded } = report;
	const message = {
		deduplicationId: uuid(device, at, 'uplink', report.count),
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
		...(fPort > 0 && { fPort }),
		data: bytes(report),
		object: decoded,
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
	return { topic, payload: JSON.stringify(message) };
};
