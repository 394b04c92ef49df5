import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CAUSES } from '#lib/domain/comfort/cause.ts';
import { summarise, type Figures } from '#lib/domain/comfort/summary.ts';
import { coverage, LEAST_COVERAGE } from '#lib/domain/comfort/tally.ts';
import { formats } from '#lib/i18n/format.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { summaryWords } from '../../src/routes/comfort/comfort-words.ts';

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;
const NAMES = new Map([['a', 'Ruang Tunggu A']]);

/** Figures as a judgement makes them: quarters of service, known of them, within of those. */
const figures = fc
	.record({
		service: fc.integer({ min: 0, max: 40_000 }),
		known: fc.double({ min: 0, max: 1, noNaN: true }),
		within: fc.oneof(fc.constantFrom(0, 1, 0.9999), fc.double({ min: 0, max: 1, noNaN: true })),
		main: fc.constantFrom(...CAUSES),
		other: fc.constantFrom(...CAUSES),
		people: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }), { nil: null }),
		room: fc.constantFrom('a', null),
		stretch: fc.integer({ min: 1, max: 40 })
	})
	.map(({ service, known, within, main, other, people, room, stretch }): Figures => {
		const knownQuarters = Math.floor(service * known);
		const withinQuarters = Math.floor(knownQuarters * within);
		const outsideMs = (knownQuarters - withinQuarters) * QUARTER;
		const from = Date.UTC(2026, 10, 24, 1);
		return {
			total: {
				serviceMs: service * QUARTER,
				knownMs: knownQuarters * QUARTER,
				withinMs: withinQuarters * QUARTER
			},
			causes:
				outsideMs === 0
					? []
					: [
							{ cause: other, outsideMs: outsideMs / 4 },
							{ cause: main, outsideMs: (outsideMs * 3) / 4 }
						],
			personHours: outsideMs === 0 ? (people === null ? null : 0) : people,
			longest:
				outsideMs === 0 ? null : { cause: main, from, to: from + stretch * QUARTER, room: 'a' },
			worstRoom: room
		};
	});

const LANGUAGES = {
	id: {
		all: /dalam batas sepanjang jam pelayanan/,
		none: /di luar batas sepanjang/,
		cause: /^Sebab terbesar/,
		unjudged: /^Belum dapat dinilai/
	},
	en: {
		all: /within limits for all/,
		none: /outside limits for all/,
		cause: /^Main cause/,
		unjudged: /^Not judged yet/
	}
} as const;

test.each(['id', 'en'] as const)(
	'in %s the sentences never contradict their figures',
	(language) => {
		overwriteGetLocale(() => language);
		const f = formats(language, 'Asia/Jakarta');
		const words = LANGUAGES[language];
		fc.assert(
			fc.property(figures, (given) => {
				const sentences = summaryWords(
					summarise(given),
					'Ruang Tunggu A',
					(room) => NAMES.get(room) ?? room,
					f
				);
				const { total } = given;
				const [first = ''] = sentences;
				expect(sentences.length).toBeGreaterThan(0);
				expect(sentences.length).toBeLessThanOrEqual(3);
				const covered = coverage(total);
				if (covered === null) {
					expect(sentences).toHaveLength(1);
					return;
				}
				if (covered < LEAST_COVERAGE) {
					expect(sentences).toHaveLength(1);
					expect(first).toMatch(words.unjudged);
					expect(percentIn(first)).toBeLessThan(LEAST_COVERAGE * 100);
					return;
				}
				const [all, none] = [total.withinMs === total.knownMs, total.withinMs === 0];
				expect(words.all.test(first)).toBe(all);
				expect(words.none.test(first)).toBe(none && !all);
				if (all) {
					expect(sentences).toHaveLength(1);
					return;
				}
				if (!none) {
					const percent = percentIn(first);
					expect(Math.abs(percent - (total.withinMs / total.knownMs) * 100)).toBeLessThanOrEqual(1);
					expect(percent).toBeGreaterThan(0);
					expect(percent).toBeLessThan(100);
				}
				expect(sentences[1]).toMatch(words.cause);
				const most = Math.max(...given.causes.map(({ outsideMs }) => outsideMs));
				expect(Math.abs(hoursIn(sentences[1] ?? '') - most / HOUR)).toBeLessThanOrEqual(0.51);
			}),
			{ numRuns: 500 }
		);
	}
);

/** The one share of a sentence. */
function percentIn(sentence: string): number {
	return Number(/(\d+)\s?%/.exec(sentence)?.[1] ?? NaN);
}

/** A length of time as it is written: `3 jam 15 menit`, `1.234 jam`, `45 min`. */
function hoursIn(sentence: string): number {
	const whole = /([\d.,]+) (?:jam|h)\b/.exec(sentence)?.[1]?.replace(/[.,]/g, '') ?? '0';
	const minutes = /(\d+) (?:menit|min)\b/.exec(sentence)?.[1] ?? '0';
	return Number(whole) + Number(minutes) / 60;
}
