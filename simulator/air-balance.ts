/** The equations of a room's air: what people breathe out stays until it is carried away. */

/** CO2 that an Indonesian adult at light work breathes out, L/s (Persily & de Jonge 2017). */
export const BREATH_L_S = 0.0039;
export const OUTDOOR_PPM = 420;

/**
 * CO2 after a time at constant conditions: dC/dt = (10⁶·G·N − Q·(C − C_outdoor)) / V, solved exactly.
 * @param ppm before; people N; litres of air in the room V; fresh Q in L/s; seconds.
 */
export function co2After(
	ppm: number,
	people: number,
	litres: number,
	fresh: number,
	seconds: number
): number {
	const source = 1e6 * BREATH_L_S * people;
	if (fresh === 0) return ppm + (source * seconds) / litres;
	const settled = OUTDOOR_PPM + source / fresh;
	return settled + (ppm - settled) * Math.exp((-fresh * seconds) / litres);
}

/** What approaches `target` with the time constant `tau`, after `dt`; all in the same unit of time. */
export function relaxed(value: number, target: number, dt: number, tau: number): number {
	return target + (value - target) * Math.exp(-dt / tau);
}

/** Relative humidity, %, of air at a temperature and dew point in °C (Magnus). */
export function relativeHumidity(temperature: number, dewPoint: number): number {
	const log = (t: number) => (17.62 * t) / (243.12 + t);
	return 100 * Math.exp(log(dewPoint) - log(temperature));
}
