/** How many are still in when a building is taken to be empty, learned from who goes out of it afterwards. */

/** Least variance of the number at night, persons²: one who stays longer is not worth a word. */
const LEAST_VARIANCE = 1;
/** Memory, nights. */
const REMEMBERED = 20;

export class NightRest {
	#variance = LEAST_VARIANCE;
	#left = 0;

	/** Of the number inside when it is taken to be empty, persons². */
	get variance(): number {
		return this.#variance;
	}

	/** Persons went out who cannot have been in. */
	left(people: number): void {
		this.#left += people;
	}

	/** A night is over. */
	learn(): void {
		const surprise = this.#left ** 2 - this.#variance;
		this.#variance = Math.max(LEAST_VARIANCE, this.#variance + surprise / REMEMBERED);
		this.#left = 0;
	}
}
