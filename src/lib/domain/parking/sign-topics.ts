/** Where what the product itself says is published; what arrives there is nobody's reading. */

/** Everything under it is the product's own word, and never taken in as a sensor's. */
export const OWN_TOPICS = 'nyaman-out/';

export const SIGNS = `${OWN_TOPICS}parking`;

/** A level of a topic from a key: no separator, wildcard or blank. */
export function topicLevel(key: string): string {
	return key.replace(/[^\w.-]+/g, '-');
}
