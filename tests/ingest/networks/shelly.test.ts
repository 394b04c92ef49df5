import { expect, test } from 'vitest';
import { decode, lines, reasons, SHELLY_TOPIC, shellyStatus } from './documented.ts';

const status = (params: Record<string, unknown>, more: Record<string, unknown> = {}) => {
	const { params: own, ...frame } = shellyStatus();
	return { ...frame, ...more, params: { ts: own.ts, ...params } };
};

test('a status is read in °C at the device’s own time, and an absent battery is not a flat one', () => {
	expect(lines(decode(SHELLY_TOPIC, shellyStatus())).sort()).toEqual([
		'shellyplusht-b8d61a8b17cc humidity=42.2 @2023-04-08T14:07:59.620Z',
		'shellyplusht-b8d61a8b17cc rssi=-55 @2023-04-08T14:07:59.620Z',
		'shellyplusht-b8d61a8b17cc temperature=19.8 @2023-04-08T14:07:59.620Z'
	]);
});

test.each([
	['flat', { battery: { V: 2.1, percent: 0 }, external: { present: false } }, [2.1, 0]],
	['full', { battery: { V: 6.1, percent: 100 } }, [6.1, 100]],
	[
		'beside external power',
		{ battery: { V: 5.4, percent: 80 }, external: { present: true } },
		[5.4, 80]
	],
	['absent', { battery: { V: 0, percent: 0 }, external: { present: true } }, []],
	['unknown', { battery: { V: null, percent: null } }, []]
])('a battery that is %s', (_case, power, expected) => {
	const { readings } = decode(SHELLY_TOPIC, status({ 'devicepower:0': power }));
	expect(readings.map((r) => r.value).sort((a, b) => a - b)).toEqual(
		expected.sort((a, b) => a - b)
	);
});

test('probes of the add-on have a channel each, and light is in lux', () => {
	const params = {
		'temperature:100': { id: 100, tC: 21.5 },
		'temperature:101': { id: 101, tC: null, errors: ['read'] },
		'illuminance:0': { id: 0, lux: 215, illumination: 'twilight' }
	};
	const { readings } = decode(SHELLY_TOPIC, status(params, { method: 'NotifyStatus' }));
	expect(readings.map((r) => [r.channel, r.metric, r.value])).toEqual([
		['100', 'temperature', 21.5],
		['', 'illuminance', 215]
	]);
});

test.each([
	['null', null],
	['seconds since start', 3.2],
	['ahead of ours', 1995489200]
])('a clock that shows %s gives no time', (_case, ts) => {
	const decoded = decode(SHELLY_TOPIC, status({ ts, 'humidity:0': { rh: 40 } }));
	expect(decoded.readings).toHaveLength(1);
	expect(decoded.unstamped).toBe(true);
});

test.each([
	[SHELLY_TOPIC, status({ events: [] }, { method: 'NotifyEvent' }), 'event'],
	[SHELLY_TOPIC, { id: 1, src: 'shellyplus1-a8032abe54dc', result: {} }, 'event'],
	[SHELLY_TOPIC, status({ 'switch:0': { output: true } }), 'status without a measurement'],
	['shellyplusht-b8d61a8b17cc/online', 'true', 'online'],
	['shellyplusht-b8d61a8b17cc/status/temperature:0', { id: 0, tC: 19.8 }, 'status']
])('%s holds no reading', (topic, payload, what) => {
	expect(decode(topic, payload)).toMatchObject({
		readings: [],
		nothing: { network: 'shelly', what }
	});
});

test('a device that was renamed is known by its frame, and under the name of its maker', () => {
	const decoded = decode('ruang-rapat/events/rpc', shellyStatus());
	expect(decoded.readings[0]?.device).toBe('shellyplusht-b8d61a8b17cc');
	expect(decode('anything', shellyStatus()).readings).toHaveLength(3);
});

test('a frame without params is refused', () => {
	expect(reasons(decode(SHELLY_TOPIC, { ...shellyStatus(), params: [] }))).toEqual(['wrong-shape']);
});
