import { expect, test } from 'vitest';
import { ServerClock } from '#lib/live/server-clock.ts';

const SERVER = Date.UTC(2026, 10, 24, 3, 42);

function clockAt(start: number) {
	const device = { ms: start };
	return { device, clock: new ServerClock(() => device.ms) };
}

test('it is not known before the first frame', () => {
	expect(clockAt(5_000).clock.now()).toBeNull();
});

test('it runs on between frames', () => {
	const { device, clock } = clockAt(5_000);
	clock.hear(SERVER);
	device.ms += 7_000;
	expect(clock.now()).toBe(SERVER + 7_000);
});

test('a late frame does not set it back', () => {
	const { device, clock } = clockAt(5_000);
	clock.hear(SERVER);
	device.ms += 10_000;
	clock.hear(SERVER + 6_000);
	expect(clock.now()).toBe(SERVER + 10_000);
});

test('the first frame may be the late one: the next mends it', () => {
	const { device, clock } = clockAt(5_000);
	clock.hear(SERVER - 3_000);
	device.ms += 1_000;
	clock.hear(SERVER + 1_000);
	expect(clock.now()).toBe(SERVER + 1_000);
});

test('after a sleep in which the device’s clock stood, the next frame is believed', () => {
	const { device, clock } = clockAt(5_000);
	clock.hear(SERVER);
	device.ms += 1_000;
	clock.hear(SERVER + 3_600_000);
	expect(clock.now()).toBe(SERVER + 3_600_000);
});

test('of another server, whose clock is behind, it starts anew', () => {
	const { clock } = clockAt(5_000);
	clock.hear(SERVER);
	clock.forget();
	clock.hear(SERVER - 86_400_000);
	expect(clock.now()).toBe(SERVER - 86_400_000);
});
