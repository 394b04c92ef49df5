/** The state of broker, spool and store in a word and a sentence, told when it changes. */
import type { Health, PartHealth } from '#lib/domain/live-events.ts';
import type { Clock } from '#lib/server/clock.ts';

export type Part = keyof Health;

export class HealthBoard {
	readonly #onChange: (health: Health) => void;
	readonly #now: Clock;
	#health: Health;

	constructor(onChange: (health: Health) => void, now: Clock) {
		this.#onChange = onChange;
		this.#now = now;
		const since = now();
		const starting = (): PartHealth => ({ state: 'waiting', detail: 'starting', since });
		this.#health = { broker: starting(), spool: starting(), store: starting() };
	}

	/** Notes the state of a part; `since` moves only when the word changes. */
	set(part: Part, { state, detail }: Omit<PartHealth, 'since'>): void {
		const before = this.#health[part];
		if (before.state === state && before.detail === detail) return;
		const since = before.state === state ? before.since : this.#now();
		this.#health = { ...this.#health, [part]: { state, detail, since } };
		this.#onChange(this.#health);
	}

	get(): Health {
		return this.#health;
	}
}
