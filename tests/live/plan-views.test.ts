import { expect, test } from 'vitest';
import { formats } from '#lib/i18n/format.ts';
import type { RoomReport } from '#lib/live/room-state.ts';
import type { Room } from '#floorplan/building.ts';
import { peopleViews } from '../../src/routes/layer-views.ts';
import { planViewer } from '../../src/routes/plan-views.ts';

const f = formats('id', 'Asia/Jakarta');
const hall: Room = {
	id: 'hall',
	key: 'hall',
	name: { id: 'Ruang Tunggu A', en: 'Waiting hall A' },
	type: 'waiting',
	category: 'room',
	polygon: [],
	labelAt: [0, 0],
	area: 280,
	occupants: []
};

function report(value: number, at: number, rest: Partial<RoomReport> = {}): RoomReport {
	return {
		state: 'within',
		band: 'within',
		side: null,
		worst: {
			device: 'a',
			channel: '',
			name: 'A',
			metric: 'temperature',
			value,
			at,
			freshness: 'live'
		},
		beyond: -1,
		limit: null,
		reporting: 1,
		expected: 1,
		...rest
	};
}

test.each([
	{ report: null, view: { state: 'unmonitored', value: null } },
	{ report: report(25, 0), view: { state: 'within', value: '25,0\u00a0°C' } },
	{
		report: report(28, 0, { state: 'stale', band: 'act' }),
		view: { state: 'stale', lastState: 'act', value: '28,0\u00a0°C' }
	},
	{
		report: report(18, 0, { state: 'unjudged', band: null }),
		view: { state: 'unjudged', value: '18,0\u00a0°C' }
	}
])('a room is drawn as $view.state with $view.value', ({ report, view }) => {
	const reports = report && new Map([['hall', report]]);
	expect(planViewer()([hall], reports, 'temperature', f).get('hall')).toEqual({
		label: 'Ruang Tunggu A',
		...view
	});
});

test('the plan is handed the same rooms again until one of them looks different', () => {
	const view = planViewer();
	const show = (value: number, at: number) =>
		view([hall], new Map([['hall', report(value, at)]]), 'temperature', f);
	const first = show(25, 0);
	expect(show(25, 60_000)).toBe(first);
	expect(show(25.1, 60_000)).not.toBe(first);
});

test.each([
	{ live: true, people: 40, view: { state: 'within', label: 'Ruang Tunggu A 40' } },
	{ live: true, people: 88, view: { state: 'watch' } },
	{ live: true, people: 104, view: { state: 'act' } },
	{ live: false, people: 104, view: { state: 'stale', lastState: 'act' } }
])(
	'a hall for 100 with $people, doors speaking: $live, is $view.state',
	({ live, people, view }) => {
		const zone = {
			...{ rooms: [hall], capacity: 100, live, at: 0 },
			people: { people, low: people - 4, high: people + 4 }
		};
		const now = { building: null, reporting: 0, expected: 0, countedFrom: null };
		const views = peopleViews([hall], { ...now, zones: new Map([['hall', zone]]) }, f);
		expect(views.get('hall')).toMatchObject(view);
	}
);
