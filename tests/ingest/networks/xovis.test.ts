import { expect, test } from 'vitest';
import { decode, lines, reasons, xovisPush } from './documented.ts';

const push = (change: (data: ReturnType<typeof xovisPush>['logics_data']) => void) => {
	const message = xovisPush();
	change(message.logics_data);
	return decode('xovis/d1', message);
};

test('each logic is a line, counted over the interval that ends at `to`', () => {
	const decoded = decode('xovis/d1', xovisPush());
	expect(lines(decoded)).toEqual([
		'006e02123456/Main door count_in=3 @2025-03-01T08:01:00.000Z',
		'006e02123456/Main door count_out=1 @2025-03-01T08:01:00.000Z'
	]);
	expect(decoded.uplinkKey).toBeTypeOf('string');
});

test('history that is sent late keeps its times, in RFC 3339 or epoch ms', () => {
	const decoded = push(({ logics: [door] }) => {
		const [record] = door!.records;
		door!.records = [record!, { ...record!, to: 1740816120000 as unknown as string }];
	});
	expect(decoded.readings.map((r) => r.at)).toEqual([
		1740816060000, 1740816060000, 1740816120000, 1740816120000
	]);
});

test('a sensor that saw nothing did not count nobody', () => {
	const decoded = push(({ logics: [door] }) => {
		Object.assign(door!.records[0]!, { samples: 0, samples_expected: 60 });
	});
	expect(reasons(decoded)).toEqual(['no-known-field']);
});

test('a clock that was never set gives no time', () => {
	const decoded = push(({ logics: [door] }) => {
		door!.records[0]!.to = '2000-01-01T00:01:00Z';
	});
	expect(decoded.unstamped).toBe(true);
});

test('two lines of one name are not added up: the second is refused', () => {
	const decoded = push(({ logics }) => logics.push({ ...logics[0]!, id: 1001 }));
	expect(decoded.readings).toHaveLength(2);
	expect(reasons(decoded)).toEqual(['invalid-device']);
});

test('a level or a balance is not a passage', () => {
	const decoded = push(({ logics: [door] }) => {
		door!.records[0]!.counts = [{ id: 1, name: 'fill-level', value: 12 }];
	});
	expect(reasons(decoded)).toEqual(['no-known-field']);
});

test('tracks of persons are never read', () => {
	const live = { live_data: { sensor_info: { serial_number: '00:6E:02:12:34:56' }, frames: [] } };
	expect(decode('xovis/d1', live).nothing).toMatchObject({ network: 'xovis', what: 'live data' });
});

test('a push without a serial number is refused', () => {
	const decoded = push((data) => Object.assign(data.sensor_info, { serial_number: 5 }));
	expect(reasons(decoded)).toEqual(['invalid-device']);
});
