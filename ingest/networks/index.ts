/** Every network the river understands: one line each; those known by their shape on any topic come last. */
import type { Message } from '../message.ts';
import { chirpstackV3 } from './chirpstack-v3.ts';
import { chirpstack } from './chirpstack.ts';
import type { Network } from './network.ts';
import { plain } from './plain.ts';
import { senml } from './senml.ts';
import { shelly } from './shelly.ts';
import { tasmota } from './tasmota.ts';
import { tts } from './tts.ts';
import { xovis } from './xovis.ts';
import { zigbee2mqtt } from './zigbee2mqtt.ts';

export const NETWORKS: readonly Network[] = [
	plain,
	tts,
	chirpstackV3,
	chirpstack,
	zigbee2mqtt,
	shelly,
	tasmota,
	xovis,
	senml
];

/** The network whose message it is. `json` is undefined where the payload is not JSON. */
export function recognise(message: Message, json: unknown): Network | undefined {
	return NETWORKS.find((network) => network.recognises(message, json));
}
