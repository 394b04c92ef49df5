import { expect, test } from 'vitest';
import { formats } from '#lib/i18n/format.ts';

const id = formats('id', 'Asia/Jakarta');
const en = formats('en', 'Asia/Jakarta');

/** Tuesday 24 November 2026, 10.42.07 in Lubuklinggau. */
const AT = Date.UTC(2026, 10, 24, 3, 42, 7);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test.each([
	{ metric: 'temperature', value: 25.4, id: '25,4\u00a0°C', en: '25.4\u00a0°C' },
	{ metric: 'temperature', value: 26, id: '26,0\u00a0°C', en: '26.0\u00a0°C' },
	{ metric: 'temperature', value: -0.04, id: '0,0\u00a0°C', en: '0.0\u00a0°C' },
	{ metric: 'humidity', value: 62.6, id: '63%', en: '63%' },
	{ metric: 'co2', value: 1240, id: '1.240\u00a0ppm', en: '1,240\u00a0ppm' },
	{ metric: 'battery_voltage', value: 3.5, id: '3,50\u00a0V', en: '3.50\u00a0V' },
	{ metric: 'people_count', value: 74, id: '74 orang', en: '74 people' },
	{ metric: 'presence', value: 1, id: 'ada orang', en: 'people present' },
	{ metric: 'occupied', value: 0, id: 'kosong', en: 'free' }
] as const)('$metric $value is "$id", "$en"', (row) => {
	expect(id.quantity(row.metric, row.value)).toBe(row.id);
	expect(en.quantity(row.metric, row.value)).toBe(row.en);
});

test('times are the building’s, whatever zone the process runs in', () => {
	expect(id.time(AT)).toBe('10.42');
	expect(id.clock(AT)).toBe('10.42.07');
	expect(id.date(AT)).toBe('Selasa, 24 November 2026');
	expect(en.time(AT)).toBe('10:42');
	expect(en.date(AT)).toBe('Tuesday, 24 November 2026');
	expect(formats('id', 'Asia/Jayapura').time(AT)).toBe('12.42');
});

test('midnight is 00 and not 24', () => {
	expect(id.time(Date.UTC(2026, 10, 23, 17, 5))).toBe('00.05');
});

test('a moment of another day of the building names its day', () => {
	const justAfterMidnight = Date.UTC(2026, 10, 23, 17, 1);
	expect(id.moment(justAfterMidnight, AT)).toBe('00.01');
	expect(id.moment(justAfterMidnight - 2 * MINUTE, AT)).toBe('Sen, 23 Nov 23.59');
});

test.each([
	{ ms: -5_000, coarse: 'baru saja', fine: 'baru saja' },
	{ ms: 999, coarse: 'baru saja', fine: 'baru saja' },
	{ ms: 7_900, coarse: 'baru saja', fine: '7 detik lalu' },
	{ ms: MINUTE, coarse: '1 menit lalu', fine: '1 menit lalu' },
	{ ms: 3 * MINUTE + 59_000, coarse: '3 menit lalu', fine: '3 menit lalu' },
	{ ms: 5 * HOUR, coarse: '5 jam lalu', fine: '5 jam lalu' },
	{ ms: 49 * HOUR, coarse: '2 hari lalu', fine: '2 hari lalu' }
])('$ms ms ago is "$coarse" among many, "$fine" alone', ({ ms, coarse, fine }) => {
	expect(id.age(ms)).toBe(coarse);
	expect(id.age(ms, 'second')).toBe(fine);
});

test('English counts one minute and three minutes', () => {
	expect(en.age(MINUTE)).toBe('1 minute ago');
	expect(en.age(3 * MINUTE)).toBe('3 minutes ago');
});

test('a limit has no more decimals than it needs', () => {
	expect([id.bound(26), id.bound(26.5), id.bound(1000)]).toEqual(['26', '26,5', '1.000']);
});

test.each([
	{ ms: 30_000, words: '30 detik' },
	{ ms: 90_000, words: '90 detik' },
	{ ms: 5 * MINUTE, words: '5 menit' },
	{ ms: HOUR, words: '60 menit' },
	{ ms: 24 * HOUR, words: '24 jam' },
	{ ms: 72 * HOUR, words: '3 hari' }
])('a length of $ms ms is "$words"', ({ ms, words }) => {
	expect(id.span(ms)).toBe(words);
});

test('a date has its time only where it is not the beginning of the day', () => {
	expect(id.dated(Date.UTC(2026, 10, 23, 17))).toBe('24 Nov 2026');
	expect(id.dated(AT)).toBe('24 Nov 2026 10.42');
	expect(en.dated(AT)).toBe('24 Nov 2026 10:42');
});
