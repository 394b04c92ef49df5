/** Days that were computed are kept a little while: a report asks for the same day again and again. */

/** `make` for each key, made once while it is among the last `keep` that were asked for. */
export function keepLast<Key, Value>(keep: number, make: (key: Key) => Value): (key: Key) => Value {
	const kept = new Map<Key, Value>();
	return (key) => {
		const known = kept.get(key);
		if (known !== undefined) return known;
		const value = make(key);
		kept.set(key, value);
		const oldest = kept.keys().next();
		if (kept.size > keep && !oldest.done) kept.delete(oldest.value);
		return value;
	};
}
