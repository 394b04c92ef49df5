/** The river as a process for the fault tests: dies by SIGKILL at the point of the river that CRASH_AT names. */
import { readConfig } from '#lib/server/config.ts';
import { startRiver } from '#ingest/river.ts';

const [point, times] = (process.env.CRASH_AT ?? '').split(':');
let left = Number(times);

const river = await startRiver({
	config: readConfig(process.env),
	building: { timeZone: 'Asia/Jakarta', profiles: {} },
	onLive() {},
	onHealth() {},
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
