import { describe, expect, test } from 'vitest';
import { LabelPlan } from '#lib/map/label-plan.ts';
import { steadyMeasure } from '#lib/map/label-words.ts';
import type { RoomView } from '#lib/map/room-view.ts';
import { direction } from '#lib/map/strokes.ts';
import { groundFloor } from './sample-level.ts';

const level = groundFloor();

/** The ground floor, its words, and how often a text was measured for them. */
function setUp() {
	let measured = 0;
	const measure = steadyMeasure((text, size) => {
		measured += 1;
		return text.length * size * 0.55;
	});
	const options = { scale: 6.62, direction: direction(level.walls), measure };
	const around = {
		buildings: level.outline,
		frame: { min: [-40, -20], max: [130, 130] },
		taken: []
	} as const;
	const plan = new LabelPlan(level, options, around);
	const views = new Map(
		level.rooms.map((room): [string, RoomView] => [
			room.key,
			{ state: 'within', label: room.name.id, short: room.shortName?.id, value: '25,1 °C' }
		])
	);
	const change = (key: string, part: Partial<RoomView>) => {
		const view = views.get(key);
		if (!view) throw new Error(`no room ${key}`);
		views.set(key, { ...view, ...part });
	};
	change('tunggu-a', { state: 'act', value: '27,8 °C' });
	change('biometrik-2', { state: 'act', value: '21,4 °C' });
	const lay = () => plan.lay(views);
	return { lay, change, measured: () => measured };
}

describe('a change of one room', () => {
	test('that is not drawn leaves every word as it was', () => {
		const { lay, change, measured } = setUp();
		const before = lay();
		const asked = measured();
		change('samsat', { value: '25,9 °C' });
		const after = lay();
		expect(after).toHaveLength(before.length);
		for (const [n, label] of after.entries()) expect(label).toBe(before[n]);
		expect(measured()).toBe(asked);
	});

	test.each([
		['inside the room', 'tunggu-a', '28,3 °C'],
		['beside the building', 'biometrik-2', '21,9 °C']
	])('of a value %s makes one label anew, in the same place', (_, key, value) => {
		const { lay, change, measured } = setUp();
		const before = lay();
		const asked = measured();
		change(key, { value });
		const after = lay();
		const changed = after.filter((label, n) => label !== before[n]);
		expect(changed.map((label) => label.key)).toEqual([key]);
		const old = before.find((label) => label.key === key);
		expect(changed[0]?.centre).toBe(old?.centre);
		expect(changed[0]?.leader).toBe(old?.leader);
		expect(changed[0]?.width).toBe(old?.width);
		expect(changed[0]?.lines.map(({ text }) => text)).toContain(value);
		expect(measured()).toBe(asked);
	});

	test('of its state tells the value', () => {
		const { lay, change } = setUp();
		lay();
		change('samsat', { state: 'watch', value: '26,4 °C' });
		const label = lay().find(({ key }) => key === 'samsat');
		expect(label?.lines.at(-1)).toMatchObject({ text: '26,4 °C', marker: 'triangle' });
	});
});

test('a room without a limit tells its value as a plain fact: no marker, no words beside the building', () => {
	const { lay, change } = setUp();
	change('lobi', { state: 'unjudged', value: '26,9 °C' });
	change('biometrik-2', { state: 'unjudged' });
	const labels = lay();
	const lobby = labels.find(({ key }) => key === 'lobi');
	expect(lobby?.lines.map(({ text, marker }) => [text, marker])).toContainEqual(['26,9 °C', null]);
	expect(labels.find(({ key }) => key === 'biometrik-2')?.leader).toBeUndefined();
});
