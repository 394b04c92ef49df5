/** Presses that wait for the network, kept on the phone until the server has answered for each. */
import type { EntryKind } from '#lib/domain/parking/ledger.ts';

export interface QueuedPress {
	id: string;
	pool: string;
	kind: EntryKind;
	step?: 1 | -1;
	counted?: number;
	/** By the building's clock, epoch ms UTC. */
	pressedAt: number;
	note?: string;
}

/** The part of Storage that is used, so that a test can stand in for the phone. */
export interface Shelf {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
}

const KEY = 'nyaman_parking_presses';
/** As many as one request takes. */
const MOST = 500;

/** What is kept; a shelf that is closed to the page, or holds something else, is empty. */
export function readQueue(shelf: Shelf | null): QueuedPress[] {
	try {
		const kept: unknown = JSON.parse(shelf?.getItem(KEY) ?? '[]');
		return Array.isArray(kept) ? kept.filter(isPress) : [];
	} catch {
		return [];
	}
}

/** @returns false: the phone keeps nothing, so that the press lives as long as the page */
export function writeQueue(shelf: Shelf | null, presses: readonly QueuedPress[]): boolean {
	try {
		shelf?.setItem(KEY, JSON.stringify(presses));
		return shelf !== null;
	} catch {
		return false;
	}
}

/** The oldest first, as many as go at once. */
export function nextBatch(presses: readonly QueuedPress[]): QueuedPress[] {
	return presses.slice(0, MOST);
}

/** By how many vehicles the presses that wait change a pool, on top of what the server knows. */
export function pendingChange(presses: readonly QueuedPress[], pool: string): number {
	return presses.reduce((sum, one) => (one.pool === pool ? sum + (one.step ?? 0) : sum), 0);
}

/** What the newest waiting declaration says of a pool; null: none waits. */
export function pendingFull(presses: readonly QueuedPress[], pool: string): boolean | null {
	const last = presses.findLast(
		(one) => one.pool === pool && (one.kind === 'full' || one.kind === 'open')
	);
	return last === undefined ? null : last.kind === 'full';
}

function isPress(one: unknown): one is QueuedPress {
	return (
		typeof one === 'object' &&
		one !== null &&
		'id' in one &&
		typeof one.id === 'string' &&
		'pool' in one &&
		'pressedAt' in one
	);
}
