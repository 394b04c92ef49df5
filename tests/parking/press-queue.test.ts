import { expect, test } from 'vitest';
import {
	pendingChange,
	pendingFull,
	readQueue,
	writeQueue,
	type QueuedPress,
	type Shelf
} from '../../src/routes/parking/press-queue.ts';

function shelf(): Shelf {
	const kept = new Map<string, string>();
	return {
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value)
	};
}

const presses: QueuedPress[] = [
	{ id: 'aaaaaaaa', pool: 'car', kind: 'step', step: 1, pressedAt: 1 },
	{ id: 'bbbbbbbb', pool: 'car', kind: 'step', step: -1, pressedAt: 2 },
	{ id: 'cccccccc', pool: 'car', kind: 'step', step: 1, pressedAt: 3 },
	{ id: 'dddddddd', pool: 'disabled', kind: 'full', pressedAt: 4 }
];

test('what waits outlives the page', () => {
	const phone = shelf();
	expect(writeQueue(phone, presses)).toBe(true);
	expect(readQueue(phone)).toEqual(presses);
	expect(pendingChange(presses, 'car')).toBe(1);
	expect([pendingFull(presses, 'disabled'), pendingFull(presses, 'car')]).toEqual([true, null]);
});

test.each([
	['nothing', null],
	['no list', '{"id":"aaaaaaaa"}'],
	['half a list', '[{"id":"aaaa'],
	['other things', '[1,null,{"id":5}]']
])('a phone that keeps %s has an empty queue', (_case, text) => {
	expect(readQueue({ getItem: () => text, setItem: () => undefined })).toEqual([]);
});

test('a phone that keeps nothing says so', () => {
	const full: Shelf = {
		getItem: () => null,
		setItem: () => {
			throw new DOMException('full', 'QuotaExceededError');
		}
	};
	expect([writeQueue(full, presses), writeQueue(null, presses)]).toEqual([false, false]);
});
