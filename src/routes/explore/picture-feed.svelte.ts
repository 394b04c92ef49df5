/** One quantity's picture: kept until the next is there, its question cancelled when another is asked. */
import { comparisonOf, type Comparison } from '#lib/domain/explore/spans.ts';
import type { Period } from '#lib/domain/explore/view.ts';
import { metricSpec, type Metric } from '#lib/domain/metrics.ts';
import type { HistoryAnswer } from '#lib/domain/rollups/history-answer.ts';
import { chooseEvery, type Span } from '#lib/domain/rollups/intervals.ts';
import { QUARTER_MS } from '#lib/domain/rollups/summary.ts';
import { askHistory, HistoryFailed, type Failure } from './ask-history.ts';

export interface Question {
	metric: Metric;
	rooms: readonly string[];
	span: Span;
	/** Points of the span; beside it as much again is asked, to have something to pan into. */
	points: number;
	compare: Period | null;
	serviceOnly: boolean;
	timeZone: string;
	/** Epoch ms UTC: beyond it there is nothing. */
	now: number;
}

export interface Picture {
	question: Question;
	answer: HistoryAnswer;
	/** The same part of the period before; null: not asked, or there is none. */
	before: { comparison: Comparison; answer: HistoryAnswer } | null;
}

/** How much is asked beyond each end, as a share of the span. */
const MARGIN = 0.5;

export class PictureFeed {
	#picture = $state.raw<Picture | null>(null);
	#failure = $state.raw<Failure | null>(null);
	#asking = $state(false);

	/** The newest that came; it may be of the question before. */
	get picture(): Picture | null {
		return this.#picture;
	}

	/** Why the newest question has no picture. */
	get failure(): Failure | null {
		return this.#failure;
	}

	get asking(): boolean {
		return this.#asking;
	}

	/** @returns cancels the question. */
	ask(question: Question): () => void {
		const cancelling = new AbortController();
		const { signal } = cancelling;
		this.#asking = true;
		this.#failure = null;
		this.#answer(question, signal).then(
			(picture) => {
				if (signal.aborted) return;
				this.#picture = picture;
				this.#asking = false;
			},
			(error: unknown) => {
				if (signal.aborted) return;
				this.#asking = false;
				this.#failure =
					error instanceof HistoryFailed
						? error.failure
						: { reason: 'network', detail: String(error) };
			}
		);
		return () => cancelling.abort();
	}

	async #answer(question: Question, signal: AbortSignal): Promise<Picture> {
		const { metric, rooms, span, points, compare, serviceOnly, timeZone, now } = question;
		const comparison = compare && comparisonOf(span, compare, now, timeZone);
		// What is compared is asked to the minute on both sides, so that both are cut alike.
		const wide = comparison?.part ?? widened(span, now);
		const share = (wide.to - wide.from) / (span.to - span.from);
		const asked = { metric, rooms, serviceOnly };
		// A mean needs a reading in its interval; a count and a state have a value in any.
		const step =
			metricSpec(metric).kind === 'gauge'
				? { points: Math.max(2, Math.ceil(points * share)) }
				: { every: chooseEvery(span, points, QUARTER_MS) };
		const answer = await askHistory({ ...asked, ...wide, ...step }, signal);
		if (!comparison) return { question, answer, before: null };
		const past = await askHistory({ ...asked, ...comparison.before, every: answer.every }, signal);
		return { question, answer, before: { comparison, answer: past } };
	}
}

function widened({ from, to }: Span, now: number): Span {
	const margin = (to - from) * MARGIN;
	return { from: Math.max(0, from - margin), to: Math.max(to, Math.min(to + margin, now)) };
}
