import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Reading } from '#lib/domain/reading.ts';
import { decodeMessage } from '#ingest/decode-message.ts';
import { Intake } from '#ingest/intake.ts';
import { imbalance } from '#ingest/ledger.ts';
import { Spool } from '#ingest/spool.ts';

const closing: (() => void)[] = [];
afterEach(() => {
	for (const close of closing.splice(0).reverse()) close();
});

function openIntake(path = join(mkdtempSync(join(tmpdir(), 'nyaman-intake-')), 'spool.db')) {
	const spool = new Spool(path);
	const moved: Reading[] = [];
	const health: string[] = [];
	const intake = new Intake({
		spool,
		now: Date.now,
		decode: (message) =>
			decodeMessage(message, {
				timeZone: 'Asia/Jakarta',
				origin: 'device',
				profileOf: () => undefined
			}),
		onMoved: (readings) => void moved.push(...readings),
		onHealth: ({ state }) => void health.push(state)
	});
	let open = true;
	const close = () => {
		if (open) spool.close();
		open = false;
	};
	closing.push(close);
	let receivedAt = Date.now();
	return {
		spool,
		moved,
		health,
		path,
		close,
		stop: () => intake.stop(),
		/** Resolves when the message is acknowledged, rejects when it is turned away. */
		send(
			topic: string,
			body: unknown,
			packet: { id?: string; redelivered?: boolean; at?: number } = {}
		): Promise<void> {
			receivedAt = packet.at ?? receivedAt;
			const payload = new TextEncoder().encode(JSON.stringify(body));
			return new Promise((resolve, reject) =>
				intake.receive({
					message: { topic, payload, receivedAt, retained: false },
					redelivered: packet.redelivered ?? false,
					packet: packet.id ?? null,
					settle: (error) => (error ? reject(error) : resolve())
				})
			);
		}
	};
}

/** The Things Stack v3, as documented by its makers; two gateways heard the uplink. */
function uplink(temperature: number, fCnt = 7) {
	return {
		end_device_ids: {
			device_id: 'am307-01',
			application_ids: { application_id: 'mpp' },
			dev_eui: '24E124725C140001'
		},
		received_at: '2026-11-24T03:42:07.500Z',
		uplink_message: {
			session_key_id: 'AXA50tHUGUucuzS/bCGMNw==',
			f_port: 85,
			f_cnt: fCnt,
			decoded_payload: { temperature, humidity: 60, co2: 700, tvoc: 0.4, pressure: 1001.5 },
			rx_metadata: [
				{ gateway_ids: { gateway_id: 'gw-1' }, rssi: -97, snr: 3 },
				{ gateway_ids: { gateway_id: 'gw-2' }, rssi: -61, snr: 9.5 }
			],
			received_at: '2026-11-24T03:42:07.300Z'
		}
	};
}
const TTS = 'v3/mpp@ttn/devices/am307-01/up';

test('a message is acknowledged only after the spool holds it', async () => {
	const { send, spool } = openIntake();
	const acknowledged = send('nyaman/meter', { values: { temperature: 25 } });
	expect(spool.waiting().readings).toBe(0);
	await acknowledged;
	expect(spool.waiting().readings).toBe(1);
});

test('an uplink that two gateways heard is one message with one signal strength', async () => {
	const { send, spool } = openIntake();
	await send(TTS, uplink(25.4));
	const { readings } = spool.peek(100);
	expect(readings.filter(({ metric }) => metric === 'rssi').map(({ value }) => value)).toEqual([
		-61
	]);
	expect(readings.filter(({ metric }) => metric === 'temperature')).toHaveLength(1);
});

test('an uplink that comes twice is recognised, also by the process that comes after', async () => {
	const first = openIntake();
	await Promise.all([first.send(TTS, uplink(25.4)), first.send(TTS, uplink(25.4))]);
	const readings = first.spool.waiting().readings;
	first.close();
	const second = openIntake(first.path);
	await second.send(TTS, uplink(25.4));
	expect(second.spool.waiting().readings).toBe(readings);
	expect(second.spool.totals()).toMatchObject({ received: 3, decoded: 1, duplicate: 2 });
});

test('another content under the same uplink id is another message', async () => {
	const { send, spool } = openIntake();
	await send(TTS, uplink(25.4));
	await send(TTS, uplink(26.1));
	expect(spool.totals()).toMatchObject({ decoded: 2 });
});

const count = { values: { count_in: 1 } };

test('a redelivered packet without a time of its own is the same message', async () => {
	const { send, spool } = openIntake();
	await send('nyaman/door', count, { id: 'c 5' });
	await send('nyaman/door', count, { id: 'c 5', redelivered: true });
	expect(spool.totals()).toMatchObject({ decoded: 1, duplicate: 1 });
});

test('the same content in a new packet is a new message', async () => {
	const { send, spool } = openIntake();
	await send('nyaman/door', count, { id: 'c 5' });
	await send('nyaman/door', count, { id: 'c 6' });
	await send('nyaman/door', count, { id: 'c 5' });
	expect(spool.totals()).toMatchObject({ decoded: 3 });
});

test('where it cannot be told, the reading is kept and marked', async () => {
	const { send, spool } = openIntake();
	const now = Date.now();
	await send('nyaman/door', count, { id: 'c 5', at: now });
	await send('nyaman/door', count, { id: 'c 5', redelivered: true, at: now + 30 * 60_000 });
	const { readings } = spool.peek(100);
	expect(readings.map(({ maybeRepeated }) => maybeRepeated ?? false)).toEqual([false, true]);
});

test('two messages of one device within a millisecond stay two readings', async () => {
	const { send, spool } = openIntake();
	await Promise.all(
		Array.from({ length: 50 }, (_, n) => send('nyaman/door', count, { id: `c ${n}` }))
	);
	const times = spool.peek(1000).readings.map(({ at }) => at);
	expect(new Set(times).size).toBe(50);
});

test('a full disk acknowledges nothing, says so, and goes on when there is room', async () => {
	const { send, spool, health } = openIntake();
	await send('nyaman/meter', { values: { temperature: 25 } });
	spool.limitPages(0);
	let acknowledged = false;
	const body = { values: { temperature: 26 } };
	const pending = Promise.all(
		Array.from({ length: 400 }, (_, n) => send(`nyaman/meter-${n}`, body))
	).then(() => (acknowledged = true));
	await new Promise((done) => setTimeout(done, 300));
	expect(acknowledged).toBe(false);
	expect(health).toEqual(['stopped']);
	spool.limitPages(1_000_000);
	await pending;
	expect(health).toEqual(['stopped', 'running']);
	expect(spool.waiting().readings).toBe(401);
	expect(imbalance(spool.totals(), spool.waiting().readings)).toBeNull();
});

test('a live value is told after it is durable, and older history is not told', async () => {
	const { send, moved } = openIntake();
	await send('nyaman/meter', { at: '2026-11-24T03:00:00Z', values: { temperature: 25 } });
	await send('nyaman/meter', { at: '2026-11-23T03:00:00Z', values: { temperature: 19 } });
	expect(moved.map(({ value }) => value)).toEqual([25]);
});
