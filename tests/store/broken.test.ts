import { afterAll, describe, expect, test } from 'vitest';
import { startInflux } from '../support/influx.ts';
import { BREAKS, withBreak } from './breaks.ts';
import { CHECKS, runCheck } from './contract.ts';
import { openFreshInflux, openFreshSqlite } from './open-fresh.ts';

const influx = await startInflux();
afterAll(() => influx.close());
const ENGINES = [
	{ engine: 'sqlite', open: openFreshSqlite },
	{ engine: 'influxdb', open: () => openFreshInflux(influx) }
];

describe.each(ENGINES)('$engine', ({ open }) => {
	test('passes the contract behind a wrapper that changes nothing', async () => {
		const whole = { name: 'changes nothing', caughtBy: 'none', of: () => ({}) };
		for (const check of CHECKS) {
			await runCheck(check, async () => withBreak(await open(), whole));
		}
	});

	test.each(BREAKS)('fails the contract when it $name', async (fault) => {
		const check = CHECKS.find(({ name }) => name === fault.caughtBy);
		if (check === undefined) throw new Error(`no check is named ${fault.caughtBy}`);
		// An assertion, since a wrapper that merely crashes would prove nothing.
		await expect(runCheck(check, async () => withBreak(await open(), fault))).rejects.toMatchObject(
			{ name: 'AssertionError' }
		);
	});
});
