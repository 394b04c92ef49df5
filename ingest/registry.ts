/** What decoding needs of the building's folder: its zone, and the profiles that the registry names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LineContext } from './decode-line.ts';
import { arrayField, asObject, field, parseJson, textField } from './networks/json.ts';

const DEFAULT_ZONE = 'Asia/Jakarta';

/**
 * Zone and profiles of `dataDir/building`. Files that are missing or no JSON are left out:
 * messages can be decoded before there is a building.
 */
export function readRegistry(dataDir: string): LineContext {
	const building = asObject(readJson(join(dataDir, 'building', 'building.json')));
	const file = readJson(join(dataDir, 'building', 'devices.json'));
	const devices = Array.isArray(file) ? file : arrayField(asObject(file), 'devices');
	const profiles = new Map<string, string>();
	for (const entry of devices) {
		const device = textField(asObject(entry), 'device');
		const profile = textField(asObject(entry), 'profile');
		if (device !== undefined && profile !== undefined) profiles.set(device, profile);
	}
	return {
		timeZone: zoneOf(field(building, 'timeZone')),
		profileOf: (device) => profiles.get(device)
	};
}

function zoneOf(timeZone: unknown): string {
	return typeof timeZone === 'string' && timeZone !== '' ? timeZone : DEFAULT_ZONE;
}

function readJson(path: string): unknown {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
	const json = parseJson(text);
	return json.ok ? json.value : undefined;
}
