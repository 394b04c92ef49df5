/**
 * A building that is not there, as a process of its own: speaks only MQTT, like the real one.
 *
 *   node simulator/main.ts --url mqtt://127.0.0.1:1883 --building floorplan/mpp-lubuklinggau
 *     --seed 1     the same seed gives the same building on the same day
 *     --speed 10   how many times as often as its interval a device reports
 *     --rate 25    most messages a second
 *     --origin …   when the building's simulated life began, an instant with its offset
 *
 * The simulated day is the building's own: it is closed when the building would be. `npm run
 * demo` gives it another clock (NYAMAN_CLOCK_OFFSET_MS, on top of the machine's), which starts
 * on a Tuesday at 10.00. `--username` and the environment's MQTT_PASSWORD are for a broker
 * that asks for them.
 */
import { parseArgs } from 'node:util';
import mqtt from 'mqtt';
import { parseInstant } from '#lib/domain/calendar.ts';
import { readBuilding } from '#floorplan/read-building.ts';
import { createSimulation, type SimulatedMessage } from './simulator.ts';

const { values: options } = parseArgs({
	options: {
		url: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
		building: { type: 'string', default: 'floorplan/mpp-lubuklinggau' },
		username: { type: 'string' },
		seed: { type: 'string', default: '1' },
		speed: { type: 'string', default: '10' },
		rate: { type: 'string', default: '25' },
		origin: { type: 'string' }
	}
});

const TICK_MS = 100;
/** What is kept for a broker that is away, as network servers do; beyond it the oldest are lost. */
const MOST_WAITING = 1_000;
const offsetMs = Number(process.env.NYAMAN_CLOCK_OFFSET_MS || 0);
const clock = () => Date.now() + offsetMs;
const startMs = clock();
const seed = positive('seed', options.seed);
const speed = positive('speed', options.speed);
const rate = positive('rate', options.rate);
// Without one of its own the first of the month, so that totals go on after a restart.
const month = new Date(startMs).toISOString().slice(0, 7);
const origin = instant('origin', options.origin) ?? Date.parse(`${month}-01T00:00:00Z`);
const simulation = createSimulation(
	orExit(() => readBuilding(options.building)),
	{ seed, origin, startMs, speed }
);
if (simulation.unknown.length > 0) {
	console.error(`not simulated, for want of a codec: ${simulation.unknown.join(', ')}`);
}

const client = mqtt.connect(options.url, {
	clientId: `nyaman-simulator-${process.pid}`,
	username: options.username,
	password: process.env.MQTT_PASSWORD,
	reconnectPeriod: 1_000,
	connectTimeout: 5_000
});
let reported = false;
client.on('connect', () => {
	console.log(
		`simulating ${simulation.devices.length} devices of ${options.building} on ${options.url}`
	);
	reported = false;
});
client.on('error', (error) => {
	// One line an outage; the client tries again every second by itself.
	if (!reported) console.error(`broker ${options.url}: ${error.message}; trying again`);
	reported = true;
});

const waiting: SimulatedMessage[] = [];
let sentUpTo = startMs - 1;
/** Messages that may be sent now; it grows with time and holds at most one second's worth. */
let allowance = 0;

const timer = setInterval(() => {
	const now = clock();
	allowance = Math.min(rate, allowance + (rate * Math.max(0, now - sentUpTo)) / 1000);
	if (now > sentUpTo) waiting.push(...simulation.due(sentUpTo, now));
	sentUpTo = Math.max(sentUpTo, now);
	if (waiting.length > MOST_WAITING) waiting.splice(0, waiting.length - MOST_WAITING);
	while (client.connected && allowance >= 1 && waiting.length > 0) {
		const { topic, payload } = waiting.shift()!;
		client.publish(topic, payload, { qos: 1 });
		allowance--;
	}
}, TICK_MS);

function end(): void {
	clearInterval(timer);
	// A broker that no longer answers must not hold the end up.
	setTimeout(() => process.exit(0), 500).unref();
	client.end(false, {}, () => process.exit(0));
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
// Whoever started it through a channel is gone, and nobody else would end it.
process.once('disconnect', end);

function positive(name: string, text: string): number {
	const value = Number(text);
	if (Number.isFinite(value) && value > 0) return value;
	console.error(`--${name} must be a number above 0, not ${text}`);
	process.exit(2);
}

function instant(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const at = parseInstant(text);
	if (at !== null) return at;
	console.error(`--${name} must be an instant like 2026-11-24T10:00:00+07:00, not ${text}`);
	process.exit(2);
}

function orExit<Value>(make: () => Value): Value {
	try {
		return make();
	} catch (error) {
		console.error((error as Error).message);
		process.exit(2);
	}
}
