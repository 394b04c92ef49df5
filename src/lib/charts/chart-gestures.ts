/** What fingers, mouse and wheel do on a chart, in px from its left edge. */
import type { Attachment } from 'svelte/attachments';

export interface Gestures {
	/** The pointer is over it, or a finger tapped there. */
	point(px: number): void;
	leave(): void;
	/** Dragged by so many px to the right. */
	pan(px: number): void;
	/** @param factor above 1: to a longer span; `px` stays where it is. */
	zoom(factor: number, px: number): void;
	hold(): void;
	release(): void;
}

/** px a pointer may stray and still be a tap. */
const TAP = 4;
/** A wheel's notch is about 100 px: a fifth more or less. */
const WHEEL_RATE = 0.002;

/** Drag to pan, two fingers or Ctrl and the wheel to zoom, the wheel sideways or with Shift to pan. */
export function gestures(act: Gestures): Attachment<HTMLElement> {
	return (element) => {
		const fingers = new Map<number, number>();
		let dragging = false;
		let start = 0;
		const left = () => element.getBoundingClientRect().left;
		const spread = () => {
			const [a = 0, b = 0] = [...fingers.values()];
			return { middle: (a + b) / 2, apart: Math.max(20, Math.abs(a - b)) };
		};

		function down(event: PointerEvent): void {
			if (event.button !== 0) return;
			fingers.set(event.pointerId, event.clientX - left());
			if (fingers.size === 1) start = event.clientX - left();
			if (event.pointerType === 'mouse') element.setPointerCapture(event.pointerId);
			act.hold();
		}

		function move(event: PointerEvent): void {
			const at = event.clientX - left();
			const before = fingers.get(event.pointerId);
			if (before === undefined) {
				if (event.pointerType === 'mouse') act.point(at);
				return;
			}
			if (fingers.size === 1) {
				dragging ||= Math.abs(at - start) > TAP;
				if (!dragging) return;
				act.pan(at - before);
				fingers.set(event.pointerId, at);
				if (event.pointerType === 'mouse') act.point(at);
				return;
			}
			dragging = true;
			const old = spread();
			fingers.set(event.pointerId, at);
			const now = spread();
			act.pan(now.middle - old.middle);
			act.zoom(old.apart / now.apart, now.middle);
		}

		function up(event: PointerEvent): void {
			if (!fingers.delete(event.pointerId)) return;
			if (!dragging && event.type === 'pointerup') act.point(event.clientX - left());
			if (fingers.size > 0) return;
			dragging = false;
			act.release();
		}

		function leave(event: PointerEvent): void {
			if (event.pointerType === 'mouse' && fingers.size === 0) act.leave();
		}

		function wheel(event: WheelEvent): void {
			const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
			if (event.ctrlKey || event.metaKey) {
				event.preventDefault();
				act.zoom(Math.exp(event.deltaY * WHEEL_RATE), event.clientX - left());
			} else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
				event.preventDefault();
				act.pan(-sideways);
			}
		}

		function twice(event: MouseEvent): void {
			act.zoom(0.5, event.clientX - left());
		}

		const stopping = new AbortController();
		const { signal } = stopping;
		element.addEventListener('pointerdown', down, { signal });
		element.addEventListener('pointermove', move, { signal });
		element.addEventListener('pointerup', up, { signal });
		element.addEventListener('pointercancel', up, { signal });
		element.addEventListener('pointerleave', leave, { signal });
		element.addEventListener('wheel', wheel, { passive: false, signal });
		element.addEventListener('dblclick', twice, { signal });
		return () => stopping.abort();
	};
}
