/** What Tasmota's sensor chips say in a SENSOR message, and which of several probes said it. */
import type { Metric } from '#lib/domain/metrics.ts';
import type { Draft, Refusal } from '../message.ts';
import { celsiusFromFahrenheit, hectopascalsFromInHg, hectopascalsFromMmHg } from './convert.ts';
import type { JsonObject } from './json.ts';
import { asObject, field, textField } from './json.ts';

/** Their `Temperature` is that of a processor or of a metering chip. */
const NO_ROOM_SENSOR = /^(?:ESP\d|ENERGY)/;
/** The heated cell of the CO2 sensor itself. */
const WARM_CELL = /^MHZ19/;
/** Tasmota numbers chips of a kind, or adds their address, once there are several. */
const NUMBERED = /[-_](?:0x)?[0-9A-Fa-f]{1,6}$/;

type Convert = (value: number) => number;

interface Word {
	metric: Metric;
	/** From the unit that the message states; null where that is not known. */
	convert?: Convert | null;
}

/** A field's name as Tasmota spells it → its metric. */
type Vocabulary = Readonly<Record<string, Word>>;

export interface SensorValues {
	drafts: Draft[];
	refused: Refusal[];
}

const DEGREES: Readonly<Record<string, Convert>> = {
	C: (value) => value,
	F: celsiusFromFahrenheit
};
const HECTOPASCALS: Readonly<Record<string, Convert>> = {
	hPa: (value) => value,
	mmHg: hectopascalsFromMmHg,
	inHg: hectopascalsFromInHg
};

/**
 * Every chip's values; `channel` is the chip's key where several measure the same. Refused
 * are values in a unit that is not known (`wrong-unit`) and what is no number (`not-a-number`).
 */
export function readSensors(object: JsonObject): SensorValues {
	const words = wordsOf(object);
	const found: Draft[] = [];
	const refused: Refusal[] = [];
	const probes = new Map<Metric, number>();
	for (const [chip, value] of Object.entries(object)) {
		const sensor = asObject(value);
		if (sensor === null || NO_ROOM_SENSOR.test(chip)) continue;
		// A failed probe says null; it still counts, or the others would change their channel with it.
		for (const [name, { metric }] of Object.entries(words)) {
			if (Object.hasOwn(sensor, name)) probes.set(metric, (probes.get(metric) ?? 0) + 1);
		}
		const read = readWords(sensor, words);
		refused.push(...read.refused);
		for (const draft of read.drafts) {
			// Beside a measured CO2, eCO2 is the same value smoothed.
			if (draft.metric === 'co2_estimate' && field(sensor, 'CarbonDioxide') !== undefined) continue;
			const metric: Metric =
				draft.metric === 'temperature' && WARM_CELL.test(chip)
					? 'device_temperature'
					: draft.metric;
			found.push({ ...draft, metric, channel: chip });
		}
	}
	const drafts = found.map((draft) => {
		const alone = (probes.get(draft.metric) ?? 0) <= 1 && !NUMBERED.test(draft.channel ?? '');
		return alone ? { ...draft, channel: '' } : draft;
	});
	return { drafts, refused };
}

/** The words of a SENSOR message, by the units that it states. */
function wordsOf(object: JsonObject): Vocabulary {
	const degrees = unitOf(DEGREES, textField(object, 'TempUnit') ?? 'C');
	const pascals = unitOf(HECTOPASCALS, textField(object, 'PressureUnit') ?? 'hPa');
	return {
		Temperature: { metric: 'temperature', convert: degrees },
		Humidity: { metric: 'humidity' },
		Pressure: { metric: 'pressure', convert: pascals },
		Illuminance: { metric: 'illuminance' },
		CarbonDioxide: { metric: 'co2' },
		eCO2: { metric: 'co2_estimate' },
		TVOC: { metric: 'tvoc_ppb' },
		'PM2.5': { metric: 'pm2_5' },
		PM2_5: { metric: 'pm2_5' },
		PM10: { metric: 'pm10' }
	};
}

function unitOf(units: Readonly<Record<string, Convert>>, name: string): Convert | null {
	return Object.hasOwn(units, name) ? (units[name] ?? null) : null;
}

/**
 * The drafts of every word that the object has. null says that the sensor has measured
 * nothing, and is left out; what is no number is refused.
 */
function readWords(object: JsonObject, words: Vocabulary): SensorValues {
	const drafts: Draft[] = [];
	const refused: Refusal[] = [];
	for (const [name, { metric, convert }] of Object.entries(words)) {
		const value = field(object, name);
		if (value === undefined || value === null) continue;
		if (typeof value !== 'number') {
			refused.push({ reason: 'not-a-number', detail: `${name} is not a number` });
		} else if (convert === null) {
			refused.push({ reason: 'wrong-unit', detail: `${name} is in a unit that is not known` });
		} else {
			drafts.push({ metric, value: convert ? convert(value) : value });
		}
	}
	return { drafts, refused };
}
