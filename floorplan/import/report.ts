/** What an import took, left, changed and assumed: counted by kind and reason, with examples to search for. */
import type { Words } from '#lib/domain/metrics.ts';
import { REASONS, type Reason } from './reasons.ts';

export interface ReportRow {
	/** As the source calls it: `unit/office`, `indoor=room`, `window`, `file`. */
	kind: string;
	reason: Reason;
	says: Words;
	count: number;
	/** The first few, by id or name. */
	examples: string[];
}

export interface LevelReport {
	key: string;
	name: Words;
	ordinal: number;
	rooms: number;
	openings: number;
	walls: number;
	fixtures: number;
	bays: number;
}

export interface ImportReport {
	files: { name: string; format: string; features: number }[];
	/** Features in the files: each is either taken or left. */
	features: number;
	levels: LevelReport[];
	taken: { kind: string; count: number }[];
	left: ReportRow[];
	changed: ReportRow[];
	assumed: ReportRow[];
}

const EXAMPLES = 5;

type Rows = Map<string, ReportRow>;

/** Counts while an import runs. */
export class Tally {
	readonly #files: ImportReport['files'] = [];
	readonly #taken = new Map<string, number>();
	readonly #left: Rows = new Map();
	readonly #changed: Rows = new Map();
	readonly #assumed: Rows = new Map();
	#features = 0;

	file(name: string, format: string, features: number): void {
		this.#files.push({ name, format, features });
		this.#features += features;
	}

	take(kind: string): void {
		this.#taken.set(kind, (this.#taken.get(kind) ?? 0) + 1);
	}

	leave(kind: string, reason: Reason, example: string): void {
		add(this.#left, kind, reason, example);
	}

	change(kind: string, reason: Reason, example: string): void {
		add(this.#changed, kind, reason, example);
	}

	assume(kind: string, reason: Reason, example: string): void {
		add(this.#assumed, kind, reason, example);
	}

	/** Sentences of what was left, for a refusal. */
	reasons(): string[] {
		return [...this.#left.values()].map(
			({ kind, says, examples, count }) => `${count} ${kind}: ${says.en} (${examples.join(', ')})`
		);
	}

	report(levels: LevelReport[]): ImportReport {
		const rows = (map: Rows) => [...map.values()].sort((a, b) => b.count - a.count);
		return {
			files: this.#files,
			features: this.#features,
			levels,
			taken: [...this.#taken]
				.map(([kind, count]) => ({ kind, count }))
				.sort((a, b) => b.count - a.count),
			left: rows(this.#left),
			changed: rows(this.#changed),
			assumed: rows(this.#assumed)
		};
	}
}

function add(rows: Rows, kind: string, reason: Reason, example: string): void {
	const id = `${reason} ${kind}`;
	const row: ReportRow = rows.get(id) ?? {
		kind,
		reason,
		says: REASONS[reason],
		count: 0,
		examples: []
	};
	row.count += 1;
	if (row.examples.length < EXAMPLES) row.examples.push(printable(example));
	rows.set(id, row);
}

/** A name from a stranger's file, fit for a terminal and a line. */
function printable(text: string): string {
	const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim();
	return clean.length > 80 ? `${clean.slice(0, 79)}…` : clean;
}
