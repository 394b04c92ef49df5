/**
 * Shelly of the second generation and later (`{id}/events/rpc`): NotifyStatus and
 * NotifyFullStatus, one object a component. Other RPC traffic, `online` and the copies under
 * `status/…` hold no reading of their own.
 * Source: shelly-api-docs.shelly.cloud, gen2, Notifications and the components.
 *
 * Time: `params.ts`, epoch seconds with a fraction, the device's own clock; before it is set
 * there is none.
 */
import { ok, refuse } from '#lib/domain/result.ts';
import type { Draft } from '../message.ts';
import { deviceTime } from './clock.ts';
import { readName } from './device-id.ts';
import type { JsonObject } from './json.ts';
import { asObject, field, numberField, objectField, textField } from './json.ts';
import type { Network } from './network.ts';

const NAME = 'shelly';
const TOPIC = /^(.+)\/events\/rpc$/s;
/** With the prefix that a device has unless someone renamed it. */
const OTHER_TOPIC = /^shelly[^/]*-[0-9a-f]{12}\/(online|rpc|status|command|announce)(?:\/|$)/;
const READ = new Set(['NotifyStatus', 'NotifyFullStatus']);

export const shelly: Network = {
	name: NAME,

	recognises({ topic }, json) {
		if (TOPIC.test(topic) || OTHER_TOPIC.test(topic)) return true;
		const frame = asObject(json);
		return (
			textField(frame, 'src')?.startsWith('shelly') === true &&
			textField(frame, 'method')?.startsWith('Notify') === true
		);
	},

	unwrap({ topic }, json, { receivedAt }) {
		const other = OTHER_TOPIC.exec(topic);
		if (other !== null) return ok({ kind: 'nothing', network: NAME, what: other[1] ?? 'other' });
		const frame = asObject(json);
		if (frame === null) return refuse('wrong-shape', 'the message is not an object');
		const method = textField(frame, 'method') ?? 'response';
		if (!READ.has(method)) return ok({ kind: 'nothing', network: NAME, what: 'event' });
		const device = readName(textField(frame, 'src') ?? TOPIC.exec(topic)?.[1]);
		if (device === null) {
			return refuse('invalid-device', 'src is not 1 to 128 printable characters');
		}
		const params = objectField(frame, 'params');
		if (params === null) return refuse('wrong-shape', `the message of ${device} has no params`);
		const drafts = Object.entries(params).flatMap(([name, value]) =>
			readComponent(name, asObject(value))
		);
		if (drafts.length === 0) {
			return ok({ kind: 'nothing', network: NAME, what: 'status without a measurement' });
		}
		const ts = numberField(params, 'ts');
		const at = deviceTime(ts === undefined ? null : Math.round(ts * 1_000), receivedAt);
		return ok([
			{ kind: 'uplink', network: NAME, device, at, decoded: params, drafts, complete: true }
		]);
	}
};

/** `temperature:0` is the device's own sensor; `temperature:100` and on are probes of its add-on. */
function readComponent(name: string, component: JsonObject | null): Draft[] {
	if (name === 'wifi') return draftsOf('', [['rssi', field(component, 'rssi')]]);
	const [, kind, id] = /^([a-z]+):(\d{1,9})$/.exec(name) ?? [];
	const channel = id === '0' ? '' : (id ?? '');
	switch (kind) {
		case 'temperature':
			return draftsOf(channel, [['temperature', field(component, 'tC')]]);
		case 'humidity':
			return draftsOf(channel, [['humidity', field(component, 'rh')]]);
		case 'illuminance':
			return draftsOf(channel, [['illuminance', field(component, 'lux')]]);
		case 'devicepower':
			return readPower(channel, component);
		default:
			return [];
	}
}

/** On external power without batteries the device reports 0 % and half a volt: no battery is not a flat one. */
function readPower(channel: string, component: JsonObject | null): Draft[] {
	const battery = objectField(component, 'battery');
	const external = field(objectField(component, 'external'), 'present') === true;
	if (external && numberField(battery, 'percent') === 0) return [];
	return draftsOf(channel, [
		['battery', field(battery, 'percent')],
		['battery_voltage', field(battery, 'V')]
	]);
}

/** null and errors stand where nothing was measured. */
function draftsOf(channel: string, values: [Draft['metric'], unknown][]): Draft[] {
	return values.flatMap(([metric, value]) =>
		typeof value === 'number' ? [{ metric, value, channel }] : []
	);
}
