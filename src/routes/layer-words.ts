/** The plan's layers in the reader's language. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Layer } from './home.svelte.ts';

const NAMES: Record<Layer, () => string> = {
	temperature: m.layer_temperature,
	humidity: m.layer_humidity,
	co2: m.layer_co2,
	people: m.layer_people,
	parking: m.layer_parking
};

/** As it stands inside a sentence: `suhu`, `CO₂`. */
export function layerInSentence(layer: Layer): string {
	const name = layerName(layer);
	return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

export function layerName(layer: Layer): string {
	return NAMES[layer]();
}
