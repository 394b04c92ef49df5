import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Reading } from '#lib/domain/reading.ts';
import { imbalance, Tally } from '#ingest/ledger.ts';
import type { LedgerTerm } from '#ingest/ledger.ts';
import { Spool } from '#ingest/spool.ts';

const open: Spool[] = [];
afterEach(() => {
	for (const spool of open.splice(0)) spool.close();
});

function spoolAt(path = join(mkdtempSync(join(tmpdir(), 'nyaman-spool-')), 'spool.db')) {
	const spool = new Spool(path);
	open.push(spool);
	return {
		spool,
		path,
		reopen: () => (open.splice(open.indexOf(spool), 1), spool.close(), spoolAt(path).spool)
	};
}

const reading = (value: number, at: number, device = 'a81758fffe030123'): Reading => ({
	device,
	channel: '',
	metric: 'temperature',
	value,
	at,
	receivedAt: at + 40,
	origin: 'device'
});

function tally(terms: Partial<Record<LedgerTerm, number>>): Tally {
	const result = new Tally();
	for (const [term, n] of Object.entries(terms)) result.add(term as LedgerTerm, n);
	return result;
}

const commit = (readings: Reading[], keys: string[] = []) => ({
	readings,
	quarantined: [],
	keys,
	tally: tally({ received: 1, decoded: 1, 'readings.decoded': readings.length })
});

test('what was committed is there after the process is gone, in its order', () => {
	const { spool, reopen } = spoolAt();
	spool.commit(commit([reading(25.4, 1000), reading(25.6, 2000)]), 5000);
	spool.commit(commit([{ ...reading(26, 3000), maybeRepeated: true }]), 5001);
	const again = reopen();
	expect(again.waiting()).toEqual({ batches: 2, readings: 3 });
	expect(again.peek(1000).readings).toEqual([
		reading(25.4, 1000),
		reading(25.6, 2000),
		{ ...reading(26, 3000), maybeRepeated: true }
	]);
});

test('what the store has is forgotten, the rest stays', () => {
	const { spool, reopen } = spoolAt();
	spool.commit(commit([reading(1, 1000)]), 5000);
	spool.commit(commit([reading(2, 2000)]), 5001);
	const first = spool.peek(1);
	expect(first.readings).toHaveLength(1);
	spool.settle(first, tally({ 'readings.stored': 1 }), 6000);
	expect(reopen().peek(1000).readings).toEqual([reading(2, 2000)]);
});

test('a batch larger than the limit is still handed out, whole', () => {
	const { spool } = spoolAt();
	spool.commit(commit([1, 2, 3].map((n) => reading(n, n * 1000))), 5000);
	expect(spool.peek(1).readings).toHaveLength(3);
});

test('history that arrives late is kept and does not move the last value', () => {
	const { spool, reopen } = spoolAt();
	expect(spool.commit(commit([reading(25, 9000)]), 9100)).toEqual([reading(25, 9000)]);
	expect(spool.commit(commit([reading(19, 1000)]), 9200)).toEqual([]);
	expect(spool.peek(1000).readings).toHaveLength(2);
	expect(reopen().lastValues()).toEqual([reading(25, 9000)]);
});

test('of several readings in one commit, the newest by measuring time is the last value', () => {
	const { spool } = spoolAt();
	const moved = spool.commit(
		commit([reading(27, 3000), reading(25, 1000), reading(26, 2000)]),
		9000
	);
	expect(moved).toEqual([reading(27, 3000)]);
	expect(spool.lastValues()).toEqual([reading(27, 3000)]);
});

test('the last values are known after a restart, of what waits and of what was delivered', () => {
	const { spool, reopen } = spoolAt();
	spool.commit(commit([reading(20, 1000, 'delivered'), reading(30, 1000, 'both')]), 5000);
	spool.settle(spool.peek(10), tally({ 'readings.stored': 2 }), 5000);
	spool.commit(commit([reading(31, 2000, 'both'), reading(40, 2000, 'waiting')]), 6000);
	const known = reopen().lastValues();
	expect(known.map(({ device, value }) => [device, value]).sort()).toEqual([
		['both', 31],
		['delivered', 20],
		['waiting', 40]
	]);
});

test('recognition keys outlive the process, and are forgotten after six hours', () => {
	const { spool, reopen } = spoolAt();
	spool.commit(commit([reading(1, 1000)], ['k1', 'k2']), 5000);
	const again = reopen();
	expect(again.seenAt('k2')).toBe(5000);
	expect(again.seenAt('k3')).toBeUndefined();
	again.tidy(5000 + 7 * 3_600_000);
	expect(again.seenAt('k2')).toBeUndefined();
});

test('the ledger closes with readings in the spool, and after they were delivered', () => {
	const { spool, reopen } = spoolAt();
	spool.commit(commit([reading(1, 1000), reading(2, 2000)]), 5000);
	expect(imbalance(spool.totals(), spool.waiting().readings)).toBeNull();
	spool.settle(spool.peek(1000), tally({ 'readings.stored': 1, 'readings.rejected': 1 }), 6000);
	const again = reopen();
	expect(imbalance(again.totals(), again.waiting().readings)).toBeNull();
});

test('a sum that does not close is told in a sentence', () => {
	expect(imbalance({ received: 5, decoded: 3, duplicate: 1 }, 0)).toContain('1 messages');
	expect(imbalance({ 'readings.decoded': 4, 'readings.stored': 1 }, 2)).toContain('1 readings');
});

test('folding minutes into days changes no sum', () => {
	const { spool } = spoolAt();
	const day = 86_400_000;
	for (const at of [0, 60_000, day + 60_000, 3 * day + 120_000]) {
		spool.commit(commit([reading(1, at)]), at);
	}
	const before = spool.totals();
	spool.tidy(30 * day);
	spool.tidy(30 * day);
	expect(spool.totals()).toEqual(before);
});

test('quarantine keeps the newest records and counts those it let go', () => {
	const { spool } = spoolAt();
	const record = (n: number) => ({
		receivedAt: n,
		topic: 't',
		reason: 'not-json' as const,
		detail: `number ${n}`,
		size: 1,
		payload: null
	});
	const batch = (from: number, n: number) => ({
		readings: [],
		quarantined: Array.from({ length: n }, (_, i) => record(from + i)),
		keys: [],
		tally: tally({ received: n, quarantined: n })
	});
	spool.commit(batch(0, 9_999), 1);
	spool.commit(batch(9_999, 3), 2);
	expect(spool.totals()['quarantine.evicted']).toBe(2);
	expect(spool.quarantined(1)[0]?.detail).toBe('number 10001');
	expect(spool.quarantined(20_000)).toHaveLength(10_000);
});

test('a second process on the same spool is refused', () => {
	const { path } = spoolAt();
	expect(() => new Spool(path)).toThrow(/locked/);
});

test('a commit that fails leaves nothing behind and can be made again', () => {
	const { spool, reopen } = spoolAt();
	const many = Array.from({ length: 5_000 }, (_, i) => reading(i, i));
	spool.limitPages(0);
	expect(() => spool.commit(commit(many, ['key']), 5000)).toThrow(/full/);
	expect(spool.waiting()).toEqual({ batches: 0, readings: 0 });
	expect(spool.seenAt('key')).toBeUndefined();
	expect(spool.totals()).toEqual({});
	expect(spool.lastValues()).toEqual([]);
	spool.limitPages(1_000_000);
	spool.commit(commit([reading(1, 1000)], ['key']), 5000);
	expect(reopen().peek(10).readings).toHaveLength(1);
});
