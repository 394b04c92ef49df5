/** Who counts people at the doors and vehicles in the bays and at the gates; places in the plan's own axes. */
import type { Placement, Point } from '../building.ts';
import { along } from '../geometry.ts';
import { BOSCH, GATE, NWAVE, VS132, VS133, VS350, XOVIS, type Make } from './makes.ts';
import { AREAS, BAYS } from './parking.ts';

export interface CounterRow {
	device: string;
	make: Make;
	name: string;
	/** In order of time; each ends where the next begins. */
	places: { since?: string; room: string; at: Point; line?: Placement['line']; bay?: string }[];
}

/** The day on which the main door got a counter over its east leaf, and the old one a gate. */
const NEW_COUNTER = '2025-07-01T00:00:00+07:00';
const gateOf = (key: string): Point => AREAS.find((area) => area.key === key)?.gate ?? [0, 0];
const inside = ([x, y]: Point): Point => [x, y + 0.3];
const row = (
	device: string,
	make: Make,
	name: string,
	at: Point,
	from: string,
	to: string,
	room = to
): CounterRow => ({ device, make, name, places: [{ room, at, line: { from, to } }] });

const main = { from: 'serambi', to: 'lobi' };

export const COUNTERS: CounterRow[] = [
	row('24e124645d451001', VS133, 'D1 pintu utama, sisi barat', [55.2, 46.4], 'serambi', 'lobi'),
	{
		device: '24e124645d451002',
		make: VS133,
		name: 'Gerbang Motor Barat',
		places: [
			{ room: 'lobi', at: [56.8, 46.4], line: main },
			{
				since: NEW_COUNTER,
				room: 'motor-barat',
				at: inside(gateOf('motor-barat')),
				line: { from: 'outside', to: 'motor-barat' }
			}
		]
	},
	{
		device: '006e02a41b07',
		make: XOVIS,
		name: 'D1 pintu utama, sisi timur',
		places: [{ since: NEW_COUNTER, room: 'lobi', at: [56.8, 46.4], line: main }]
	},
	row('24e124622c131001', VS132, 'D2 pintu Samsat', [24.4, 44.9], 'outside', 'samsat'),
	row('mpp-d3-pintu-petugas', GATE, 'D3 pintu petugas', [87.6, 49.7], 'outside', 'koridor-petugas'),
	row('24e124622c131002', VS132, 'D4 lobi – Ruang Tunggu C', [56, 63.4], 'lobi', 'tunggu-c'),
	row('24e124798e121001', VS350, 'Bukaan lobi – Ruang Tunggu A', [47.7, 53], 'lobi', 'tunggu-a'),
	row('24e124798e121002', VS350, 'Bukaan lobi – Ruang Tunggu B', [64.3, 53.5], 'lobi', 'tunggu-b'),
	row(
		'mpp-gerbang-motor-timur',
		GATE,
		'Gerbang Motor Timur',
		inside(gateOf('motor-timur')),
		'outside',
		'motor-timur'
	)
];

/** Zones A and B are one lot of the tender, the rest another. */
const BOSCH_ZONES: readonly string[] = ['zona-a', 'zona-b'];

export const BAY_SENSORS: CounterRow[] = BAYS.map(({ key, zone, ring }, index) => {
	const bosch = BOSCH_ZONES.includes(zone);
	const number = (index + 1).toString(16).padStart(4, '0');
	const [first = [0, 0], , third = first] = ring;
	return {
		device: bosch ? `0000015e2c3d${number}` : `7076ff006405${number}`,
		make: bosch ? BOSCH : NWAVE,
		// By its place, as the key: numbers are painted anew, sensors stay.
		name: `Petak ${key}`,
		places: [{ room: zone, at: along(first, third, 0.5), bay: key }]
	};
});
