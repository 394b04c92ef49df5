/**
 * How well the doors' counters see: learned from days that began and ended empty, when as many
 * went out as came in.
 *
 * Two figures. The ratio of the shares seen of those coming in and going out, as a logarithm:
 * one number with its variance, moved by each closed day as far as that day's chance misses
 * allow (a Kalman filter), so that a balanced pair of counters stays balanced. And the scatter:
 * a counter that misses a share m of its passages adds m persons² a passage to the doubt, and how
 * much it is shows in what the days leave over.
 */

export interface Detection {
	/** ln(share of entries seen / share of exits seen). */
	logRatio: number;
	/** Variance of `logRatio`. */
	variance: number;
	/** Variance of the difference of in and out by one counted passage, persons², of the better direction. */
	scatter: number;
	/** What the last closed days left over, persons² a passage, of both directions. */
	remainders: readonly number[];
}

/** Makers state 95 to 99 % each way: before anything is learned the ratio is 1, give or take 5 %. */
const FIRST_SD = 0.05;
/** 97 % each way, and a few counted twice. */
const FIRST_SCATTER = 0.03;
/** The first guess as so many days' remainders, spread as chance would. */
const FIRST_REMAINDERS = [0.001, 0.009, 0.028, 0.067, 0.16];
/** Memory of the scatter, days. */
const SCATTER_DAYS = 40;
/** Days whose cause was another one are at most this share, and left out by their size. */
const TRIMMED = 0.1;
/** Mean of the lower nine tenths of χ² with one degree of freedom. */
const LOWER_NINE_TENTHS = 0.623;
/** No counter is taken to be better than this. */
const LEAST_SCATTER = 0.01;
/** What a counter's ratio may change within a day, as its standard deviation. */
const DAILY_DRIFT_SD = 0.0007;
/** What even the better direction misses, and no balance can tell: makers state 95 to 99 %. */
const MISSED = 0.015;
/** A day this many standard deviations off had another cause and teaches little. */
const UNUSUAL = 2.5;
/** Fewer passages in a day tell nothing of the scatter. */
const TELLING_PASSAGES = 20;

export const UNTAUGHT: Detection = {
	logRatio: 0,
	variance: FIRST_SD ** 2,
	scatter: FIRST_SCATTER,
	remainders: []
};

/** What passed the counters since the number inside was last certain. */
export interface Counted {
	in: number;
	out: number;
	/** What was filled in for silent counters, and its variance, persons². */
	filledIn: number;
	filledOut: number;
	filledVariance: number;
}

/** Persons by which the number inside has changed: the direction that sees less is scaled up. */
export function changeOf(counted: Counted, detection: Detection): number {
	const { logRatio } = detection;
	const entered = counted.in + counted.filledIn;
	const left = counted.out + counted.filledOut;
	const net =
		logRatio >= 0 ? entered - left * Math.exp(logRatio) : entered * Math.exp(-logRatio) - left;
	return net / (1 - MISSED);
}

/** Derivative of `changeOf` by the logarithm of the ratio, persons. */
export function slopeOf(counted: Counted, detection: Detection): number {
	const { logRatio } = detection;
	const scaled = logRatio >= 0 ? counted.out + counted.filledOut : counted.in + counted.filledIn;
	return (-scaled * Math.exp(Math.abs(logRatio))) / (1 - MISSED);
}

/** Variance by chance misses alone, persons². */
export function chanceOf(counted: Counted, detection: Detection): number {
	return (
		detection.scatter * (counted.in + counted.out) +
		missesOfWorse(counted, detection) +
		counted.filledVariance
	);
}

/** The direction that misses more scatters more, by as much more as it misses. */
function missesOfWorse(counted: Counted, { logRatio }: Detection): number {
	const share = Math.exp(Math.abs(logRatio));
	return (share - 1) * share * (logRatio >= 0 ? counted.out : counted.in);
}

/**
 * @param left over at a certain moment: estimate less truth, before any correction, persons.
 * @param certainty variance of that truth and of the one it began with, persons².
 */
export function learn(
	detection: Detection,
	counted: Counted,
	left: number,
	certainty: number
): Detection {
	const passages = counted.in + counted.out;
	if (passages === 0) return detection;
	const slope = slopeOf(counted, detection);
	const prior = detection.variance + DAILY_DRIFT_SD ** 2;
	const chance = chanceOf(counted, detection) + certainty;
	const expected = slope ** 2 * prior + chance;
	const unusual = Math.abs(left) / Math.sqrt(expected);
	const trust = Math.min(1, UNUSUAL / Math.max(unusual, UNUSUAL));
	const gain = (prior * slope) / expected;
	// While the ratio is hardly known, or a counter was silent, the remainder tells of that.
	const taught = {
		...detection,
		logRatio: detection.logRatio - gain * left * trust,
		variance: prior * (1 - slope * gain * trust)
	};
	// Where a counter was silent, or hardly anyone came, the remainder tells of that.
	if (counted.filledVariance > 0 || passages < TELLING_PASSAGES) return taught;
	const remainder = (unusual ** 2 * (chance - certainty)) / passages;
	const remainders = [...detection.remainders, remainder].slice(-SCATTER_DAYS);
	const both = trimmedMean([...FIRST_REMAINDERS, ...remainders]);
	const scatter = both - missesOfWorse(counted, taught) / passages;
	return { ...taught, remainders, scatter: Math.max(LEAST_SCATTER, scatter) };
}

/** Mean of squares of a normal distribution, told without their highest tenth. */
function trimmedMean(squares: readonly number[]): number {
	const kept = squares
		.toSorted((a, b) => a - b)
		.slice(0, Math.ceil(squares.length * (1 - TRIMMED)));
	return kept.reduce((sum, one) => sum + one, 0) / kept.length / LOWER_NINE_TENTHS;
}

/** As it was before a counter was replaced: what is known of the ratio is of the old one. */
export function forget(detection: Detection): Detection {
	return { ...detection, variance: Math.max(detection.variance, FIRST_SD ** 2) };
}
