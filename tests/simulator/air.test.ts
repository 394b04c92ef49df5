import { describe, expect, test } from 'vitest';
import {
	BREATH_L_S,
	co2After,
	OUTDOOR_PPM,
	relativeHumidity
} from '../../simulator/air-balance.ts';
import { DAY, HOUR, ORIGIN, simulate, TODAY } from './sample-simulation.ts';

describe('the balance of CO2', () => {
	test.each([
		{ people: 30, litres: 800_000, fresh: 250 },
		{ people: 3, litres: 90_000, fresh: 12 },
		{ people: 0, litres: 300_000, fresh: 60 },
		{ people: 12, litres: 300_000, fresh: 0 }
	])(
		'keeps every litre: $people people in $litres L with $fresh L/s',
		({ people, litres, fresh }) => {
			let [ppm, carriedAway] = [900, 0];
			const seconds = 3_600;
			for (let second = 0; second < seconds; second++) {
				const next = co2After(ppm, people, litres, fresh, 1);
				carriedAway += fresh * ((ppm + next) / 2 - OUTDOOR_PPM) * 1e-6;
				ppm = next;
			}
			const stored = (ppm - 900) * 1e-6 * litres;
			const breathed = BREATH_L_S * people * seconds;
			expect(stored + carriedAway).toBeCloseTo(breathed, 2);
		}
	);

	test('settles at the outdoor air a person needs: 6.7 L/s for 1000 ppm (Persily & de Jonge 2017)', () => {
		expect(co2After(420, 10, 100_000, 67.2, 1e7)).toBeCloseTo(1_000, -1);
	});

	test('does not depend on the length of the steps', () => {
		const once = co2After(500, 9, 200_000, 80, 600);
		let often = 500;
		for (let step = 0; step < 10; step++) often = co2After(often, 9, 200_000, 80, 60);
		expect(often).toBeCloseTo(once, 6);
	});
});

test('humidity by dew point: 25 °C with 16.7 °C is 60 % (Magnus)', () => {
	expect(relativeHumidity(25, 16.7)).toBeCloseTo(60, 0);
});

describe('the rooms', () => {
	const { world, devices } = simulate(1);
	const { hot, cold, stuffy } = world.faults.plant;
	const rooms = (type: string) => [
		...new Set(devices.filter((one) => one.roomType === type).map(({ room }) => room))
	];
	const at = (room: string, hour: number, ago = 0) =>
		world.air.at(room, TODAY - ago * DAY + hour * HOUR);

	test('one waiting hall is too hot at 10.00 and after, the others are within 23-26 °C', () => {
		for (const hour of [10, 11, 14, 15.5]) {
			for (const room of rooms('waiting')) {
				const { temperature } = at(room, hour);
				if (room === hot) expect(temperature).toBeGreaterThan(27);
				else expect(temperature).toBeLessThan(26);
				expect(temperature).toBeGreaterThan(room === hot ? 27 : 23);
			}
		}
	});

	test('one office is too cold, the others are within 23-26 °C', () => {
		for (const room of rooms('work')) {
			const { temperature } = at(room, 11);
			expect(temperature < 22).toBe(room === cold);
			expect(temperature).toBeLessThan(26);
		}
	});

	test('one hall has too little fresh air: beyond 1000 ppm while it is full, the others below', () => {
		for (const room of rooms('waiting')) {
			const { co2 } = at(room, 11);
			expect(co2 > 1_000).toBe(room === stuffy);
			expect(co2).toBeLessThan(1_500);
		}
	});

	test('before the plant failed all halls were well', () => {
		for (const room of rooms('waiting')) {
			const { temperature, co2 } = at(room, 11, 28);
			expect(temperature).toBeLessThan(26);
			expect(co2).toBeLessThan(1_000);
		}
	});

	test('at night and on closed days there is the climate without people', () => {
		for (const room of rooms('waiting')) {
			expect(at(room, 5).co2).toBeLessThan(500);
			const sunday = at(room, 11, 2);
			expect(sunday.co2).toBeLessThan(440);
			// Without the plant the room follows the weather.
			expect(sunday.temperature).toBeGreaterThan(26);
		}
	});

	test('the air never jumps, not even at midnight', () => {
		for (const room of rooms('waiting')) {
			for (let minute = -1_440; minute < 600; minute += 5) {
				const [a, b] = [0, 1].map((m) => world.air.at(room, TODAY + (minute + m) * 60_000));
				expect(Math.abs(b!.co2 - a!.co2)).toBeLessThan(25);
				expect(Math.abs(b!.temperature - a!.temperature)).toBeLessThan(0.5);
				expect(Math.abs(b!.humidity - a!.humidity)).toBeLessThan(3);
			}
		}
	});

	test('outdoors follows the sun, from 22 °C before dawn to above 29 °C', () => {
		const hours = Array.from({ length: 24 }, (_, hour) => world.weather(TODAY + hour * HOUR));
		const temperatures = hours.map(({ temperature }) => temperature);
		expect(Math.min(...temperatures)).toBeGreaterThan(20);
		expect(Math.max(...temperatures)).toBeGreaterThan(28);
		expect(hours[2]!.sun).toBe(0);
		expect(hours[11]!.sun).toBeGreaterThan(0.3);
		expect(world.weather(ORIGIN).dewPoint).toBeLessThan(world.weather(ORIGIN).temperature);
	});
});
