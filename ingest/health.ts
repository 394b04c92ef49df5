/** The state of broker, spool and store in a word and a sentence, told when it changes. */
import type { Health, PartHealth } from '#lib/domain/live-events.ts';

export type Part = keyof Health;

export class HealthBoard {
	readonly #onChange: (health: Health) => void;
	#health: Health;

	constructor(onChange: (health: Health) => void, now = Date.now()) {
		this.#onChange = onChange;
		const starting = (): PartHealth => ({ state: 'waiting', detail: 'starting', since: now });
		this.#health = { broker: starting(), spool: starting(), store: starting() };
	}

	/** Notes the state of a part; `since` moves only when the word changes. */
	set(part: Part, { state, detail }: Omit<PartHealth, 'since'>, now = Date.now()): void {
		const before = this.#health[part];
		if (before.state === state && before.detail === detail) return;
		const since = before.state === state ? before.since : now;
		this.#health = { ...this.#health, [part]: { state, detail, since } };
		this.#onChange(this.#health);
	}

	get(): Health {
		return this.#health;
	}
}
