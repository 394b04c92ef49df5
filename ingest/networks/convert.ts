/** From other units to the metric's, to a hundredth: beyond it no sensor has measured. */

export function celsiusFromFahrenheit(value: number): number {
	return hundredth((value - 32) / 1.8);
}

export function celsiusFromKelvin(value: number): number {
	return hundredth(value - 273.15);
}

/** Millimetres of mercury at 0 °C. */
export function hectopascalsFromMmHg(value: number): number {
	return hundredth(value * 1.333_223_9);
}

/** Inches of mercury at 0 °C. */
export function hectopascalsFromInHg(value: number): number {
	return hundredth(value * 33.863_89);
}

function hundredth(value: number): number {
	return Math.round(value * 100) / 100;
}
