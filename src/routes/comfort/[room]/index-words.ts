/** What the comfort indices say of a room, always as estimates and with what they assume. */
import type { Assumptions, Classes } from '#lib/domain/comfort/basis.ts';
import { dissatisfied } from '#lib/domain/comfort/pmv.ts';
import { heatIndex } from '#lib/domain/comfort/heat-index.ts';
import { absoluteHumidity, dewPoint } from '#lib/domain/comfort/moist-air.ts';
import type { Formats } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { durationWords, shareWords } from '../comfort-words.ts';
import type { ClassTimes, RoomFigures } from './room.ts';

/** The heat index has no number below this, °C. */
const LEAST_HEAT = 27;

/** PMV over the span: mean, classes, and the time without a number with its reason. */
export function pmvWords(times: ClassTimes, classes: Classes, f: Formats): string[] {
	const refused = Object.entries(times.refusedMs).map(([reason, ms]) =>
		m.comfort_pmv_refused({ duration: durationWords(ms, f), reason: refusedWords(reason) })
	);
	if (times.mean === null) return refused.length > 0 ? refused : [m.comfort_pmv_none()];
	const pmv = f.bound(Math.round(times.mean * 10) / 10);
	return [
		m.comfort_pmv_mean({ pmv, ppd: f.share(dissatisfied(times.mean) / 100) }),
		m.comfort_pmv_classes({
			standard: standardOf(classes),
			classes: sharesOf(times, classes, (share) => m.comfort_class_beyond({ share }), f)
		}),
		...refused
	];
}

/** CO2 above outdoor air, by category; null where none was measured. */
export function airWords(
	times: ClassTimes,
	classes: Classes,
	outdoorCo2: number,
	f: Formats
): string | null {
	if (times.knownMs === 0) return null;
	return m.comfort_air_classes({
		outdoor: f.quantity('co2', outdoorCo2),
		standard: standardOf(classes),
		classes: sharesOf(times, classes, (share) => m.comfort_air_beyond({ share }), f)
	});
}

function standardOf({ standard, verified }: Classes): string {
	return verified ? standard : `${standard} (${m.standard_unverified()})`;
}

/** A class holds for itself alone here: time in A is not told again in B. */
function sharesOf(
	{ ms, knownMs }: ClassTimes,
	{ classes }: Classes,
	beyond: (share: string) => string,
	f: Formats
): string {
	const share = (name: string) => shareWords((ms[name] ?? 0) / knownMs, f);
	return [
		...classes.map(({ name }) => m.comfort_class_share({ name, share: share(name) })),
		beyond(share(''))
	].join(', ');
}

function refusedWords(reason: string): string {
	if (reason.startsWith('vapour')) return m.comfort_refused_vapour();
	if (reason.startsWith('air')) return m.comfort_refused_air();
	return reason.startsWith('PMV') ? m.comfort_refused_vote() : m.comfort_refused_other();
}

export function assumedWords(assumed: Assumptions, f: Formats): string {
	const { metabolicRate, clothing, airSpeed, radiantOffset } = assumed;
	const kelvin = f.bound(Math.abs(radiantOffset));
	return m.comfort_assumed({
		met: f.bound(metabolicRate),
		clo: f.bound(clothing),
		speed: f.bound(airSpeed),
		radiant:
			radiantOffset === 0
				? m.comfort_assumed_same()
				: radiantOffset > 0
					? m.comfort_assumed_above({ kelvin })
					: m.comfort_assumed_below({ kelvin })
	});
}

export function dampWords({ damp }: { damp: { hours: number; knownHours: number } }, f: Formats) {
	return m.comfort_damp_hours({
		hours: f.bound(damp.hours),
		known: f.bound(Math.round(damp.knownHours))
	});
}

/** Dew point, water in the air, and the heat index where it holds; empty where either is missing. */
export function nowWords(
	temperature: number | null,
	humidity: number | null,
	f: Formats
): string[] {
	if (temperature === null || humidity === null) return [];
	const [dew, water] = [dewPoint(temperature, humidity), absoluteHumidity(temperature, humidity)];
	if (!dew.ok || !water.ok) return [];
	const felt = heatIndex(temperature, humidity);
	return [
		m.comfort_now_indices({
			dew: f.quantity('temperature', dew.value),
			water: `${f.bound(Math.round(water.value * 10) / 10)}\u00a0g/m³`
		}),
		felt.ok
			? m.comfort_now_heat({ felt: f.quantity('temperature', felt.value) })
			: m.comfort_now_no_heat({ least: f.quantity('temperature', LEAST_HEAT) })
	];
}

/** Everything that is said of the span's indices, in order. */
export function indexWords({ answer, basis }: RoomFigures, f: Formats): string[] {
	if (answer === null) return [];
	const { pmv, air, damp } = answer.detail;
	const breathed = airWords(air, basis.air, basis.outdoorCo2, f);
	return [
		...pmvWords(pmv, basis.pmv, f),
		assumedWords(basis.assumed, f),
		...(breathed === null ? [] : [breathed]),
		...(damp.knownHours === 0 ? [] : [dampWords({ damp }, f)])
	];
}
