import { describe, expect, test } from 'vitest';
import { ServiceClock } from '#lib/domain/calendar-day.ts';
import { changeOf } from '#lib/domain/comfort/change.ts';
import { reliableTracks } from '#lib/domain/comfort/sensor-agreement.ts';
import { serviceSlots } from '#lib/domain/comfort/service-slots.ts';

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 9, 31, 17);
const weekdays = Object.fromEntries(
	['1', '2', '3', '4', '5'].map((day) => [day, [['08:00', '16:00'] as const]])
);
const clock = new ServiceClock({ weekly: weekdays, exceptions: [] }, 'Asia/Jakarta');
/** Three weeks of service from Monday 2 November 2026: 15 days of 32 quarters. */
const SLOTS = serviceSlots(clock, MONDAY + 24 * HOUR, MONDAY + 22 * 24 * HOUR);
const COUNT = SLOTS.starts.length;

/** A course of the day with a little of each sensor's own. */
const course = (offset: (slot: number) => number, own = 0) =>
	Float64Array.from(
		{ length: COUNT },
		(_, n) => 25 + Math.sin((n % 32) / 10) + 0.05 * Math.sin(n * 1.7 + own) + offset(n)
	);
const track = (sensor: string, offset: (slot: number) => number = () => 0, own = 0) => ({
	sensor,
	values: course(offset, own)
});

describe('sensors of one hall', () => {
	test('that agree within their accuracy are all relied on', () => {
		const { tracks, findings } = reliableTracks(SLOTS, 'temperature', [
			track('a'),
			track('b', () => 0.4, 1),
			track('c', () => -0.3, 2)
		]);
		expect(findings).toEqual([]);
		expect(tracks).toHaveLength(3);
	});

	test('one that is always warmer is named and still counts: it may hang in a hot corner', () => {
		const { tracks, findings } = reliableTracks(SLOTS, 'temperature', [
			track('a'),
			track('b', () => 0.1, 1),
			track('c', () => 1.8, 2)
		]);
		expect(findings).toMatchObject([
			{ sensor: 'c', fault: 'disagrees', leftOut: false, against: 1 }
		]);
		expect(findings[0]?.by).toBeCloseTo(1.75, 1);
		expect(tracks.map(({ sensor }) => sensor)).toEqual(['a', 'b', 'c']);
	});

	test('one of three that drifts away is named and left out', () => {
		const { tracks, findings } = reliableTracks(SLOTS, 'temperature', [
			track('a'),
			track('b', () => 0.1, 1),
			track('c', (n) => (4 * n) / COUNT, 2)
		]);
		expect(findings).toMatchObject([{ sensor: 'c', fault: 'drifts', leftOut: true }]);
		expect(tracks.map(({ sensor }) => sensor)).toEqual(['a', 'b']);
	});

	test('of two that part nobody can tell which drifts: both are named and both count', () => {
		const { tracks, findings } = reliableTracks(SLOTS, 'temperature', [
			track('a'),
			track('b', (n) => (4 * n) / COUNT, 1)
		]);
		expect(findings.map(({ sensor, fault, leftOut }) => [sensor, fault, leftOut])).toEqual([
			['a', 'drifts', false],
			['b', 'drifts', false]
		]);
		expect(tracks).toHaveLength(2);
	});

	test('one that stands still is left out for as long as it does', () => {
		const still = track('b', () => 0, 1);
		still.values.fill(25.3, 100, 140);
		const { tracks, findings } = reliableTracks(SLOTS, 'temperature', [track('a'), still]);
		expect(findings).toMatchObject([
			{
				sensor: 'b',
				fault: 'still',
				by: 10,
				against: 25.3,
				since: SLOTS.starts[100],
				leftOut: true
			}
		]);
		const kept = tracks[1]?.values ?? new Float64Array();
		expect(kept.slice(100, 140).every((value) => Number.isNaN(value))).toBe(true);
		expect(kept.slice(140).some((value) => Number.isNaN(value))).toBe(false);
		expect(still.values[120]).toBe(25.3);
	});

	test('a light that is off all day is no fault, and a lone sensor has nobody to disagree with', () => {
		const dark = { sensor: 'l', values: new Float64Array(COUNT) };
		expect(reliableTracks(SLOTS, 'illuminance', [dark]).findings).toEqual([]);
		expect(reliableTracks(SLOTS, 'temperature', [track('a', () => 9)]).findings).toEqual([]);
	});
});

describe('before and after', () => {
	/** Welch's t: 27.2 ± and 25.1 ±, as any statistics package gives it for these eight and seven days. */
	test('a clear change has a size and an interval without zero', () => {
		const change = changeOf(
			[27.1, 27.4, 26.9, 27.3, 27.0, 27.5, 27.1, 27.3],
			[25.2, 25.0, 25.3, 24.9, 25.1, 25.2, 25.0]
		);
		expect(change).toMatchObject({ certain: true, days: { before: 8, after: 7 } });
		expect(change?.by).toBeCloseTo(-2.1, 1);
		expect(change?.low).toBeCloseTo(-2.3, 1);
		expect(change?.high).toBeCloseTo(-1.9, 1);
	});

	test('days that scatter more than they changed say nothing for sure', () => {
		const change = changeOf([24, 28, 25, 27, 26], [25, 28, 24, 27, 26.5]);
		expect(change?.certain).toBe(false);
		expect((change?.low ?? 0) < 0 && (change?.high ?? 0) > 0).toBe(true);
	});

	test('days that resemble their neighbours count for less', () => {
		const smooth = [25, 25.1, 25.2, 25.3, 25.4, 25.5, 25.6, 25.7, 25.8, 25.9];
		const mixed = [25, 25.9, 25.1, 25.8, 25.2, 25.7, 25.3, 25.6, 25.4, 25.5];
		const width = (days: number[]) => {
			const change = changeOf(
				days,
				days.map((day) => day + 1)
			);
			return (change?.high ?? 0) - (change?.low ?? 0);
		};
		expect(width(smooth)).toBeGreaterThan(1.5 * width(mixed));
	});

	test('with fewer than five days on a side there is no saying', () => {
		expect(changeOf([1, 2, 3, 4], [1, 2, 3, 4, 5, 6])).toBeNull();
	});

	test('the same day again and again is a change for sure', () => {
		expect(changeOf([1, 1, 1, 1, 1], [2, 2, 2, 2, 2])).toMatchObject({ by: 1, low: 1, high: 1 });
	});
});
