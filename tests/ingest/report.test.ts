import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Reading } from '#lib/domain/reading.ts';
import { decodeMessage } from '#ingest/decode-message.ts';
import { Intake } from '#ingest/intake.ts';
import { Tally } from '#ingest/ledger.ts';
import { Pauses } from '#ingest/pauses.ts';
import { riverReport } from '#ingest/report.ts';
import { Spool } from '#ingest/spool.ts';

const open: Spool[] = [];
afterEach(() => {
	for (const spool of open.splice(0)) spool.close();
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 10.30 in Lubuklinggau, on a whole minute. */
const NOW = Date.UTC(2026, 10, 24, 3, 30);

function newSpool(path = join(mkdtempSync(join(tmpdir(), 'nyaman-report-')), 'spool.db')) {
	const spool = new Spool(path);
	open.push(spool);
	const reopen = () => {
		open.splice(open.indexOf(spool), 1);
		spool.close();
		return newSpool(path).spool;
	};
	return { spool, reopen };
}

const readings = (n: number, device: string, receivedAt: number): Reading[] =>
	Array.from({ length: n }, (_, i) => ({
		...{ device, channel: String(i), metric: 'temperature', value: 25, at: receivedAt, receivedAt },
		origin: 'device'
	}));

function commit(spool: Spool, of: Reading[], now: number): void {
	const tally = new Tally();
	tally.add('received');
	tally.add('decoded');
	tally.add('readings.decoded', of.length);
	spool.commit({ readings: of, quarantined: [], keys: [], tally }, now);
}

test('both sums of a day close, also where readings waited from the day before', () => {
	const { spool } = newSpool();
	commit(spool, readings(3, 'a', NOW - DAY - HOUR), NOW - DAY - HOUR);
	commit(spool, readings(4, 'a', NOW - HOUR), NOW - HOUR);
	commit(spool, readings(5, 'b', NOW - MINUTE), NOW - MINUTE);
	const waiting = spool.peek(7);
	const settled = new Tally();
	settled.add('readings.stored', 5);
	settled.add('readings.repeated', 1);
	settled.add('readings.rejected', 1);
	spool.settle(waiting, settled, NOW - MINUTE);
	const { flow, imbalance } = riverReport(spool, NOW);
	expect(flow.messages).toEqual({
		...{ received: 2, decoded: 2, nothing: 0, quarantined: 0, duplicate: 0 }
	});
	expect(flow.readings).toEqual({
		...{ waitingBefore: 3, decoded: 9, stored: 5, rejected: 1, repeated: 1, waiting: 5 }
	});
	expect(imbalance).toBeNull();
});

test('a ledger that does not close is told, whenever it opened', () => {
	const { spool } = newSpool();
	const tally = new Tally();
	tally.add('received', 2);
	spool.commit({ readings: [], quarantined: [], keys: [], tally }, NOW - 3 * DAY);
	const report = riverReport(spool, NOW);
	expect(report.imbalance).toContain('2 messages');
	expect(report.flow.messages.received).toBe(0);
});

test('each device has its readings of 24 hours; the hour in which they began counts in part', () => {
	const { spool, reopen } = newSpool();
	for (const at of [NOW - DAY - 2 * HOUR, NOW - DAY, NOW - HOUR, NOW - 2_000]) {
		commit(spool, readings(10, 'a', at), at);
	}
	commit(spool, readings(1, 'b', NOW - HOUR), NOW - HOUR);
	const devices = riverReport(reopen(), NOW).devices;
	expect(devices).toContainEqual({ device: 'a', readings: 25, refused: 0, learnedMs: null });
	expect(devices).toContainEqual({ device: 'b', readings: 1, refused: 0, learnedMs: null });
});

test('what is older than a day is let go, and what was refused after a week', () => {
	const { spool } = newSpool();
	commit(spool, readings(10, 'a', NOW), NOW);
	const refused = [{ device: 'a', reason: 'out-of-range', detail: 'too hot' }];
	spool.commit({ readings: [], quarantined: [], keys: [], refused, tally: new Tally() }, NOW);
	spool.tidy(NOW + 2 * DAY);
	expect(riverReport(spool, NOW + 2 * DAY)).toMatchObject({
		devices: [],
		refusals: [{ device: 'a', n: 1 }]
	});
	// The hours themselves are gone, not only out of sight.
	expect(riverReport(spool, NOW).devices).toEqual([]);
	spool.tidy(NOW + 8 * DAY);
	expect(riverReport(spool, NOW + 8 * DAY).refusals).toEqual([]);
});

test('a value that is refused is counted for its device, with the newest case in a sentence', async () => {
	const { spool } = newSpool();
	const context = {
		...{ timeZone: 'Asia/Jakarta', origin: 'device' as const, profileOf: () => undefined }
	};
	const intake = new Intake({
		...{ spool, now: () => NOW, decode: (message) => decodeMessage(message, context) },
		...{ onMoved: () => {}, onHealth: () => {} }
	});
	const send = (topic: string, body: unknown) =>
		new Promise<void>((resolve, reject) =>
			intake.receive({
				message: {
					...{ topic, receivedAt: NOW, retained: false },
					payload: new TextEncoder().encode(JSON.stringify(body))
				},
				...{ redelivered: false, packet: null },
				settle: (error) => (error ? reject(error) : resolve())
			})
		);
	await send('nyaman/ruang-a', { values: { temperature: 25.4 } });
	await send('nyaman/ruang-a', { values: { temperature: 850 } });
	await send('nyaman/ruang-a', { values: { temperature: 851 } });
	await send('nyaman/ruang-b', [{ values: { temperature: 25 } }, { device: 'x', at: 'when' }]);
	await send('nobody/knows/this', { a: 1 });
	intake.stop();
	const report = riverReport(spool, NOW);
	expect(report.devices).toMatchObject([
		{ device: 'ruang-a', readings: 1, refused: 2 },
		{ device: 'ruang-b', readings: 1, refused: 0 }
	]);
	expect(report.refusals).toEqual([
		{
			...{ device: 'ruang-a', reason: 'out-of-range', n: 2, lastAt: NOW },
			detail: expect.stringContaining('851')
		}
	]);
	expect(report.flow.refused[0]).toEqual({ reason: 'out-of-range', n: 2 });
	expect(report.imbalance).toBeNull();
});

test.each([
	{ of: 'every five minutes', pauses: Array<number>(60).fill(300), from: 295, to: 335 },
	{ of: 'a minute, one of 100 lost', pauses: lost(400, 60), from: 60, to: 66 },
	{ of: 'a minute, one of 20 lost', pauses: lost(400, 60, 20), from: 118, to: 131 },
	{ of: 'an hour', pauses: Array<number>(30).fill(3_600), from: 3_500, to: 3_950 }
])('a device that speaks $of is usually silent $from to $to s', ({ pauses, from, to }) => {
	const heard = new Pauses();
	let at = NOW;
	heard.heard(at);
	for (const pause of pauses) heard.heard((at += pause * 1_000));
	const kept = new Pauses(heard.text());
	for (const known of [heard, kept]) {
		expect((known.longest() ?? 0) / 1_000).toBeGreaterThan(from);
		expect((known.longest() ?? 0) / 1_000).toBeLessThan(to);
	}
});

/** A rhythm in which one message of every `of` never came. */
function lost(n: number, everyS: number, of = 150): number[] {
	return Array.from({ length: n }, (_, i) => (i % of === of - 1 ? 2 * everyS : everyS));
}

test('too few pauses tell nothing, and the time the program stood still is no pause', () => {
	const pauses = new Pauses();
	for (let n = 0; n < 20; n++) pauses.heard(NOW + n * MINUTE);
	expect(pauses.longest()).toBeNull();
	pauses.heard(NOW + 20 * MINUTE);
	expect(pauses.longest()).not.toBeNull();

	const { spool, reopen } = newSpool();
	for (let n = 0; n < 30; n++) commit(spool, readings(1, 'a', NOW + n * MINUTE), NOW + n * MINUTE);
	spool.tidy(NOW + HOUR);
	const again = reopen();
	const later = NOW + 10 * HOUR;
	for (let n = 0; n < 5; n++)
		commit(again, readings(1, 'a', later + n * MINUTE), later + n * MINUTE);
	const learned = riverReport(again, later + HOUR).devices[0]?.learnedMs ?? 0;
	expect(learned).toBeGreaterThan(58_000);
	expect(learned).toBeLessThan(66_000);
});

test('a rhythm that changes is learned anew', () => {
	const pauses = new Pauses();
	let at = NOW;
	for (let n = 0; n < 3_000; n++) pauses.heard((at += 10 * MINUTE));
	for (let n = 0; n < 12_000; n++) pauses.heard((at += MINUTE));
	for (let n = 0; n < 12_000; n++) pauses.heard((at += MINUTE));
	expect(pauses.longest()).toBeLessThan(70_000);
});
