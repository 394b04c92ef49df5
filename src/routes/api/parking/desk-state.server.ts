/** The desk as a page sees it: the picture, today's notes, held places, and what gates had left over. */
import type { ParkingPicture } from '#lib/domain/parking/picture.ts';
import type { Closing } from '#lib/server/parking/desk.ts';
import type { Hold, NotedEntry } from '#lib/server/parking/ledger-store.ts';

/** Steps are many: the newest are shown, and recounts and declarations before them. */
const SHOWN = 30;

export interface DeskState {
	picture: ParkingPicture;
	entries: NotedEntry[];
	/** Held back: they were before the day. */
	holds: Hold[];
	closings: Closing[];
	/** The signed-in person's name; null: nobody is. */
	person: string | null;
}

export function deskState({
	parking,
	hub,
	person
}: Pick<App.Locals, 'parking' | 'hub' | 'person'>): DeskState {
	const today = parking.ledger.since(parking.service.dayOf(hub.now()).from);
	return {
		picture: parking.picture(),
		entries: today.slice(-SHOWN).toReversed(),
		holds: parking.ledger.holds(),
		closings: parking.closings(),
		person: person?.name ?? null
	};
}
