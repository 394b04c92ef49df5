import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Uplink } from '#ingest/message.ts';
import { profileHeartbeat, profileNames, readProfile } from '#ingest/profiles/index.ts';
import { isMetric } from '#lib/domain/metrics.ts';
import { UNSEEN } from '../../vectors/unseen.ts';
import { VECTORS } from '../../vectors/real.ts';
import { RECEIVED_AT } from './envelopes.ts';

function uplink(decoded: unknown, more: Partial<Uplink> = {}): Uplink {
	return {
		kind: 'uplink',
		network: 'tts',
		device: '0004a30b001c0530',
		at: RECEIVED_AT,
		decoded,
		drafts: [],
		...more
	};
}

const read = (decoded: unknown, more: Partial<Uplink> = {}, name?: string) =>
	readProfile(uplink(decoded, more), name);

describe('which profile reads', () => {
	const split = { battery: 3, temperature: 21, humidity: 40 };

	test('the registry has the first word, even against a signature', () => {
		const heartbeat = { type: 'heartbeat', occupied: true, temperature: -1 };
		expect(read(heartbeat).profile).toBe('bosch-parking');
		expect(read(heartbeat, {}, 'nwave').profile).toBe('nwave');
	});

	test('a name that no profile bears is as none', () => {
		expect(read({ lux: 251 }, {}, 'constructor')).toEqual(read({ lux: 251 }));
	});

	test('a battery at 3 is percent only where the maker is known', () => {
		const drafts = (more: Partial<Uplink>, name?: string) =>
			read(split, more, name).drafts.filter(({ metric }) => metric.startsWith('battery'));
		const percent = [{ metric: 'battery', value: 3 }];
		expect(drafts({})).toEqual([]);
		expect(drafts({ fPort: 85 })).toEqual(percent);
		expect(drafts({ model: { brand: 'milesight-iot', model: 'am102' } })).toEqual(percent);
		expect(drafts({}, 'milesight-am')).toEqual(percent);
	});

	test('the lone thermometer of a Milesight that is no people counter is not read', () => {
		const lone = { battery: 90, temperature: 26.8 };
		const metrics = (model: string) =>
			read(lone, { fPort: 85, model: { brand: 'milesight-iot', model } }).drafts.map(
				({ metric }) => metric
			);
		expect(metrics('em500-pt100')).toEqual(['battery']);
		expect(metrics('vs350')).toEqual(['battery', 'device_temperature']);
	});

	test('which side of a counter is in, only the registry says', () => {
		const counted = { counter_a: 3, counter_b: 1 };
		expect(read(counted).drafts).toEqual([]);
		expect(read(counted, {}, 'imbuildings').drafts).toEqual([
			{ metric: 'count_in', value: 3 },
			{ metric: 'count_out', value: 1 }
		]);
	});

	test('nothing read and no signature: no profile', () => {
		expect(read({ firmware: '1.2' })).toEqual({ drafts: [], profile: null });
		expect(read({ lux: 251 }).profile).toBe('generic');
	});
});

test('a heartbeat is given where the maker declares one, and never invented', () => {
	expect(profileHeartbeat('bosch-parking')).toBe(24 * 3_600_000);
	expect(profileHeartbeat('browan')).toBe(3_600_000);
	expect(profileHeartbeat('elsys')).toBeNull();
	expect(profileHeartbeat('toString')).toBeNull();
	expect(new Set(profileNames).size).toBe(profileNames.length);
});

describe('a name is known in every spelling, and as a whole', () => {
	test.each([
		['BatV', 3.062, 'battery_voltage'],
		['relativeHumidity', 44, 'humidity'],
		['Relative-Humidity (%)', 44, 'humidity'],
		['PM2.5', 12, 'pm2_5'],
		['carbonDioxide', 640, 'co2'],
		['CO2_ppm', 640, 'co2'],
		['Illuminance Lux', 251, 'illuminance']
	])('%s is read', (name, value, metric) => {
		expect(read({ [name]: value }).drafts).toEqual([{ metric, value }]);
	});

	test.each([
		'soil_relative_humidity',
		'humidity_sensor_temperature',
		'co2_calibration',
		'co2_status',
		'lux_threshold',
		'pm2_5_count'
	])('%s is not', (name) => {
		expect(read({ [name]: 640 }).drafts).toEqual([]);
	});
});

describe('whatever a codec yields', () => {
	/** Names that the profiles look for, so that chance finds their branches. */
	const known = [...VECTORS, ...UNSEEN].flatMap(({ decoded }) =>
		typeof decoded === 'object' && decoded !== null ? Object.keys(decoded) : []
	);
	const name = fc.oneof(fc.constantFrom(...new Set(known)), fc.string());
	const value = fc.oneof(
		fc.double(),
		fc.integer({ min: -300, max: 70_000 }),
		fc.boolean(),
		fc.constantFrom('occupied', 'vacant', 'trigger', 'NoSensor', '21.5', '1,', '', null),
		fc.jsonValue(),
		fc.record({ value: fc.jsonValue(), unit: fc.constantFrom('°C', '%', 'V', 'Pa', '', null) })
	);
	const decoded = fc.oneof(fc.dictionary(name, value, { maxKeys: 12 }), fc.jsonValue());
	const more = fc.record(
		{
			fPort: fc.constantFrom(1, 2, 5, 85, 102, 103),
			network: fc.constantFrom('tts', 'zigbee2mqtt')
		},
		{ requiredKeys: ['network'] }
	);
	const registry = fc.option(fc.constantFrom(...profileNames), { nil: undefined });

	test('reading it does not throw, yields finite numbers, and yields them again', () => {
		fc.assert(
			fc.property(decoded, more, registry, (object, rest, profile) => {
				const first = read(object, rest, profile);
				for (const { metric, value: drafted } of first.drafts) {
					expect(isMetric(metric)).toBe(true);
					expect(typeof drafted === 'boolean' || Number.isFinite(drafted)).toBe(true);
				}
				const series = first.drafts.map(({ metric, channel, at }) => `${metric} ${channel} ${at}`);
				expect(new Set(series).size).toBe(series.length);
				expect(read(object, rest, profile)).toEqual(first);
			}),
			{ numRuns: 2000 }
		);
	});
});
