/** Signal strength of an uplink that several gateways heard: one value each, of the strongest. */
import type { Draft } from '../message.ts';
import { asObject, numberField } from './json.ts';

/**
 * `rssi` and `snr` of the gateway that heard the uplink best. Servers that speak proto3 JSON
 * leave out a zero: with `lora`, an snr that is not there is 0 dB; other modulations have none.
 * @param snrField what the network calls it: `snr`, `loRaSNR`.
 */
export function linkDrafts(gateways: readonly unknown[], snrField: string, lora: boolean): Draft[] {
	let best: { rssi: number; snr: number | undefined } | null = null;
	for (const entry of gateways) {
		const gateway = asObject(entry);
		const rssi = numberField(gateway, 'rssi');
		if (rssi === undefined) continue;
		const snr = numberField(gateway, snrField) ?? (lora ? 0 : undefined);
		const better =
			best === null ||
			rssi > best.rssi ||
			(rssi === best.rssi && (snr ?? -Infinity) > (best.snr ?? -Infinity));
		if (better) best = { rssi, snr };
	}
	if (best === null) return [];
	const drafts: Draft[] = [{ metric: 'rssi', value: best.rssi }];
	if (best.snr !== undefined) drafts.push({ metric: 'snr', value: best.snr });
	return drafts;
}
