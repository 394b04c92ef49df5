/** Units that files are written in, and the way from each to the unit that the metric is kept in. */
import { metricSpec } from '../src/lib/domain/metrics.ts';
import type { Metric } from '../src/lib/domain/metrics.ts';

/** value × scale + offset. */
export interface Linear {
	scale: number;
	offset: number;
}

export const AS_IT_IS: Linear = { scale: 1, offset: 0 };

/** Sources: NIST SP 811 (°F, K, kPa), BS 350 (1 mmHg = 133.322387415 Pa). */
const CONVERSIONS: Readonly<Record<string, Linear>> = {
	'°F → °C': { scale: 5 / 9, offset: -160 / 9 },
	'K → °C': { scale: 1, offset: -273.15 },
	'mmHg → hPa': { scale: 1.33322387415, offset: 0 },
	'inHg → hPa': { scale: 33.86388640341, offset: 0 },
	'Pa → hPa': { scale: 0.01, offset: 0 },
	'kPa → hPa': { scale: 10, offset: 0 },
	'mbar → hPa': AS_IT_IS,
	'mV → V': { scale: 0.001, offset: 0 },
	'mg/m³ → µg/m³': { scale: 1000, offset: 0 },
	'ppm → ppb': { scale: 1000, offset: 0 },
	'1 → %': { scale: 100, offset: 0 }
};

/** The way from a written unit to the metric's own; null where none is known. */
export function conversion(metric: Metric, unit: string): Linear | null {
	const wanted = metricSpec(metric).unit;
	if (unit === wanted) return AS_IT_IS;
	const way = `${unit} → ${wanted}`;
	return Object.hasOwn(CONVERSIONS, way) ? (CONVERSIONS[way] ?? null) : null;
}
