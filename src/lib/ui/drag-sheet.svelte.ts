/** A sheet at the foot of a phone that is dragged between half, full and away. */
import type { Attachment } from 'svelte/attachments';

/** Shares of the window's height. */
const HALF = 0.45;
const AWAY_BELOW = 0.25;
const FULL_ABOVE = 0.62;
/** px: less is a press and not a drag. */
const SLOP = 6;

export class DragSheet {
	#full = $state(false);
	/** px while a finger holds it; null: at rest. */
	#held = $state<number | null>(null);
	#onaway: () => void;
	#dragged = false;

	/** @param onaway it was drawn down and let go. */
	constructor(onaway: () => void) {
		this.#onaway = onaway;
	}

	get full(): boolean {
		return this.#full;
	}

	/** CSS height while it is dragged; null: what the sheet's own style says. */
	get height(): string | null {
		return this.#held === null ? null : `${this.#held}px`;
	}

	/** A press on the handle, by key or finger; a drag's end is none. */
	toggle(): void {
		if (!this.#dragged) this.#full = !this.#full;
		this.#dragged = false;
	}

	readonly handle: Attachment<HTMLElement> = (element) => {
		let from: { y: number; height: number } | null = null;
		const down = (event: PointerEvent) => {
			const sheet = element.parentElement;
			if (sheet === null) return;
			from = { y: event.clientY, height: sheet.offsetHeight };
			this.#dragged = false;
			element.setPointerCapture(event.pointerId);
		};
		const move = (event: PointerEvent) => {
			if (from === null) return;
			const up = from.y - event.clientY;
			if (Math.abs(up) > SLOP) this.#dragged = true;
			if (this.#dragged) this.#held = Math.max(0, Math.min(from.height + up, innerHeight * 0.9));
		};
		const up = () => {
			const held = this.#held;
			from = null;
			this.#held = null;
			if (held === null) return;
			const share = held / innerHeight;
			if (share < AWAY_BELOW) this.#onaway();
			else this.#full = share > (this.#full ? 1 - (1 - FULL_ABOVE) / 2 : (HALF + FULL_ABOVE) / 2);
		};
		element.addEventListener('pointerdown', down);
		element.addEventListener('pointermove', move);
		element.addEventListener('pointerup', up);
		element.addEventListener('pointercancel', up);
		return () => {
			element.removeEventListener('pointerdown', down);
			element.removeEventListener('pointermove', move);
			element.removeEventListener('pointerup', up);
			element.removeEventListener('pointercancel', up);
		};
	};
}
