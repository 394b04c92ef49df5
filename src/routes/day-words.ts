/** A day in one sentence: its peak, and how it stands against the usual. */
import type { Formats } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Curve } from '#lib/live/today.ts';

/** Empty words where nothing was counted. */
export function dayWords(
	curve: Curve | null,
	of: 'people' | 'cars',
	f: Formats,
	now: number
): string {
	const past = (curve?.today ?? []).filter(([at]) => at <= now);
	if (past.length === 0) return m.history_empty();
	const peak = past.reduce((most, point) => (point[1] > most[1] ? point : most));
	const [count, time] = [f.count(peak[1]), f.time(peak[0])];
	const most =
		of === 'people' ? m.day_peak_people({ count, time }) : m.day_peak_cars({ count, time });
	const usual = curve?.usual.findLast(([at]) => at <= peak[0]);
	if (usual === undefined || curve === null || curve.days === 0) return most;
	return `${most} ${m.day_usual({ count: f.count(usual[1]), weekday: f.weekday(now) })}`;
}
