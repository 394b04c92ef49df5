/** Messages as the owners of the networks document them, shortened to what matters; the source stands with each. */
import type { Decoded, Message } from '#ingest/message.ts';
import { decodeMessage } from '#ingest/decode-message.ts';

export const RECEIVED_AT = Date.UTC(2026, 10, 24, 4, 0, 0);
export const ZONE = 'Asia/Jakarta';

export function sent(topic: string, payload: unknown, more: Partial<Message> = {}): Message {
	const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
	return {
		topic,
		payload: new TextEncoder().encode(text),
		receivedAt: RECEIVED_AT,
		retained: false,
		...more
	};
}

export function decode(topic: string, payload: unknown, more: Partial<Message> = {}): Decoded {
	return decodeMessage(sent(topic, payload, more), {
		timeZone: ZONE,
		origin: 'device',
		profileOf: () => undefined
	});
}

/** Readings in one line each: `device/channel metric=value @time`. */
export function lines({ readings }: Decoded): string[] {
	return readings.map(
		({ device, channel, metric, value, at }) =>
			`${device}${channel && `/${channel}`} ${metric}=${value} @${new Date(at).toISOString()}`
	);
}

export function reasons({ refused }: Decoded): string[] {
	return refused.map(({ reason }) => reason);
}

/** TheThingsIndustries/lorawan-stack-docs, doc/content/integrations/data-formats/_index.md; values by us. */
export function ttsUp() {
	return {
		end_device_ids: {
			device_id: 'dev1',
			application_ids: { application_id: 'app1' },
			dev_eui: '0004A30B001C0530',
			join_eui: '800000000000000C',
			dev_addr: '00BCB929'
		},
		received_at: '2020-02-12T15:15:46.014773143Z',
		uplink_message: {
			session_key_id: 'AXA50tHUGUucuzS/bCGMNw==',
			f_port: 1,
			f_cnt: 1,
			frm_payload: 'gkHe',
			decoded_payload: { temperature: 22.6, humidity: 41, co2: 776 },
			rx_metadata: [
				{
					gateway_ids: { gateway_id: 'gtw1', eui: '9C5C8E00001A05C4' },
					time: '2015-01-01T00:00:07.787Z',
					rssi: -35,
					channel_rssi: -35,
					snr: 5
				}
			],
			settings: {
				data_rate: { lora: { bandwidth: 125000, spreading_factor: 7 } },
				frequency: '868300000',
				time: '2015-01-01T00:00:07.787Z'
			},
			version_ids: { brand_id: 'the-things-products', model_id: 'The-Things-Uno' },
			received_at: '2020-02-12T15:15:45.789585559Z'
		}
	};
}
export const TTS_TOPIC = 'v3/app1@tenant1/devices/dev1/up';

/** chirpstack/chirpstack-docs, src/chirpstack/integrations/events.md; `object` by us. */
export function chirpstackUp() {
	return {
		deduplicationId: '3ac7e3c4-4401-4b8d-9386-a5c902f9202d',
		time: '2022-07-18T09:34:15.775023242+00:00',
		deviceInfo: {
			tenantName: 'ChirpStack',
			deviceProfileName: 'Elsys ERS CO2',
			deviceName: 'Test device',
			devEui: '0101010101010101',
			tags: { key: 'value' }
		},
		devAddr: '00189440',
		dr: 1,
		fPort: 5,
		data: 'qg==',
		object: { temperature: 19.8, humidity: 42, co2: 612 },
		rxInfo: [
			{
				gatewayId: '0016c001f153a14c',
				uplinkId: 4217106255,
				rssi: -36,
				snr: 10.5,
				context: 'E3OWOQ=='
			}
		],
		txInfo: {
			frequency: 867100000,
			modulation: { lora: { bandwidth: 125000, spreadingFactor: 11, codeRate: 'CR_4_5' } }
		}
	};
}
export const CHIRPSTACK_TOPIC =
	'application/17c82e96-be03-4f38-aef3-f83d48582d97/device/0101010101010101/event/up';

/** ChirpStack v3's documentation, application-server/integrations/events; `objectJSON` by us. */
export function chirpstackV3Up() {
	return {
		applicationID: '123',
		applicationName: 'temperature-sensor',
		deviceName: 'garden-sensor',
		devEUI: 'AgICAgICAgI=',
		rxInfo: [
			{
				gatewayID: 'AwMDAwMDAwM=',
				time: '2019-11-08T13:59:25.048445Z',
				timeSinceGPSEpoch: null,
				rssi: -48,
				loRaSNR: 9
			}
		],
		txInfo: {
			frequency: 868100000,
			modulation: 'LORA',
			loRaModulationInfo: { spreadingFactor: 11 }
		},
		fCnt: 10,
		fPort: 5,
		data: 'AWcA',
		objectJSON: '{"temperature":25,"humidity":32,"co2":500}',
		publishedAt: '2019-11-08T13:59:25.348445Z'
	};
}
export const CHIRPSTACK_V3_TOPIC = 'application/123/device/0202020202020202/event/up';

/** tasmota/docs, docs/BME280.md. */
export function tasmotaSensor() {
	return {
		Time: '2019-11-03T19:34:28',
		BME280: { Temperature: 21.7, Humidity: 66.6, Pressure: 988.6 },
		PressureUnit: 'hPa',
		TempUnit: 'C'
	};
}

/** shelly-api-docs.shelly.cloud, gen2/General/Notifications; figures of a user's capture of a Plus H&T. */
export function shellyStatus() {
	return {
		src: 'shellyplusht-b8d61a8b17cc',
		dst: 'shellyplusht-b8d61a8b17cc/events',
		method: 'NotifyFullStatus',
		params: {
			ts: 1680962879.62,
			ble: {},
			'devicepower:0': { id: 0, battery: { V: 0.43, percent: 0 }, external: { present: true } },
			'humidity:0': { id: 0, rh: 42.2 },
			sys: { mac: 'B8D61A8B17CC', time: null, unixtime: null, uptime: 3 },
			'temperature:0': { id: 0, tC: 19.8, tF: 67.6 },
			wifi: { status: 'got ip', rssi: -55 }
		}
	};
}
export const SHELLY_TOPIC = 'shellyplusht-b8d61a8b17cc/events/rpc';

/** RFC 8428, section 5.1.3, with the humidity, battery and position of one device. */
export function senmlPack() {
	return [
		{ bn: 'urn:dev:ow:10e2073a01080063', bt: 1320067464, bu: '%RH', v: 20 },
		{ u: 'lon', v: 24.30621 },
		{ u: 'lat', v: 60.07965 },
		{ v: 20.3, t: 60 },
		{ u: '%EL', t: 150, v: 98 }
	];
}

/** Structure of the people-counter API v5 (logics push); values by us. */
export function xovisPush() {
	return {
		logics_data: {
			package_info: { version: '5.0', id: 4711, agent_id: 1000 },
			sensor_info: { serial_number: '00:6E:02:12:34:56', name: 'Entrance' },
			logics: [
				{
					id: 1000,
					name: 'Main door',
					records: [
						{
							from: '2025-03-01T08:00:00.000Z',
							to: '2025-03-01T08:01:00.000Z',
							samples: 1,
							samples_expected: 1,
							counts: [
								{ id: 1000001, name: 'fw', value: 3 },
								{ id: 1000002, name: 'bw', value: 1 }
							]
						}
					]
				}
			]
		}
	};
}

/** Our own form, docs/networks.md. */
export function plainMessage() {
	return {
		at: '2026-11-24T10:42:07+07:00',
		values: { temperature: 25.4, co2: { value: 612, unit: 'ppm' }, presence: true }
	};
}
