/** The river as a process for the fault tests: dies by SIGKILL at the point of the river that CRASH_AT names. */
import { readConfig } from '#lib/server/config.ts';
import { startRiver } from '#ingest/river.ts';

const [point, times] = (process.env.CRASH_AT ?? '').split(':');
let left = Number(times);
/** TELL_LIVE: a line a live value and a changed state, for who watches from outside. */
const telling = process.env.TELL_LIVE !== undefined;

/** SIGUSR2: the clock of this process jumps an hour back, and at the next an hour forth again. */
const realNow = Date.now;
let jumpMs = 0;
process.on('SIGUSR2', () => {
	jumpMs = jumpMs === 0 ? -3_600_000 : 0;
	Date.now = () => realNow() + jumpMs;
});

const river = await startRiver({
	config: readConfig(process.env),
	building: { timeZone: 'Asia/Jakarta', profiles: {} },
	onLive(rows) {
		if (telling) for (const [device, , , , at] of rows) console.log(`live ${device} ${at}`);
	},
	onHealth(health) {
		if (!telling) return;
		for (const [part, { state, detail }] of Object.entries(health)) {
			console.log(`health ${part} ${state} ${detail}`);
		}
	},
	probe(at) {
		if (at !== point) return;
		left -= 1;
		if (left <= 0) process.kill(process.pid, 'SIGKILL');
	}
});
process.once('SIGTERM', async () => {
	await river.stop();
	process.exit(0);
});
console.log('ready');
