/** One line of `npm run -s comfort`: what is asked, and the vote or the reason why there is none. */
import { thermalVote, type ThermalEnvironment } from '../src/lib/domain/comfort/pmv.ts';

export type ComfortAnswer = { pmv: number; ppd: number } | { reason: string };

/** The names of the field, as pythermalcomfort and the standard's tables write them. */
const FIELDS = {
	tdb: 'airTemperature',
	tr: 'radiantTemperature',
	v: 'airSpeed',
	rh: 'humidity',
	met: 'metabolicRate',
	clo: 'clothing'
} as const satisfies Record<string, keyof ThermalEnvironment>;

/** Unrounded: who compares, rounds. Never throws. */
export function comfortLine(line: string): ComfortAnswer {
	let asked: unknown;
	try {
		asked = JSON.parse(line);
	} catch {
		return { reason: line.trim() === '' ? 'the line is empty' : 'the line is no JSON' };
	}
	if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) {
		return { reason: 'the line is no JSON object' };
	}
	const given = new Map<string, unknown>(Object.entries(asked));
	const environment: Partial<ThermalEnvironment> = {};
	for (const [name, field] of Object.entries(FIELDS)) {
		const value = given.get(name);
		if (value === undefined || value === null) return { reason: `${name} is missing` };
		if (typeof value !== 'number' || !Number.isFinite(value)) {
			return { reason: `${name} is no number` };
		}
		environment[field] = value;
	}
	const vote = thermalVote(environment as ThermalEnvironment);
	return vote.ok ? vote.value : { reason: vote.detail };
}
