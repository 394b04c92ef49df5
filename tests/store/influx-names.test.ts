import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteIdentifier } from '#lib/server/store/influx/influxql.ts';
import { encodeLine, nameOfTag, tagValue } from '#lib/server/store/influx/line-protocol.ts';
import { T0, reading } from './sample.ts';

test.each([
	[{ device: 'a b' }, `climate,device=a\\ b temperature=20 ${T0}`],
	[{ device: 'a,b=c' }, `climate,device=a\\,b\\=c temperature=20 ${T0}`],
	[{ device: 'end\\' }, `climate,device=end%5C temperature=20 ${T0}`],
	[{ device: '100%' }, `climate,device=100%25 temperature=20 ${T0}`],
	[{ device: '"é😀\'' }, `climate,device="é😀' temperature=20 ${T0}`],
	[{ channel: 'line 1' }, `climate,device=a84041ffff1a2b3c,channel=line\\ 1 temperature=20 ${T0}`],
	[{ value: 1e21 }, `climate,device=a84041ffff1a2b3c temperature=1e+21 ${T0}`],
	[{ value: -5e-7, at: -1 }, 'climate,device=a84041ffff1a2b3c temperature=-5e-7 -1'],
	[{ metric: 'occupied', value: 1 }, `parking,device=a84041ffff1a2b3c occupied=1 ${T0}`],
	[
		{ maybeRepeated: true },
		`climate,device=a84041ffff1a2b3c temperature=20,temperature_maybe_repeated=1 ${T0}`
	]
] as const)('%o is the line %s', (but, line) => {
	expect(encodeLine(reading(but))).toBe(line);
});

test('every name comes back from its tag, and no tag holds a backslash', () => {
	const name = fc.string({ unit: fc.constantFrom('%', '\\', '2', '5', 'C', ' ', ',', 'é') });
	fc.assert(
		fc.property(name, (text) => {
			expect(nameOfTag(tagValue(text))).toBe(text);
			expect(tagValue(text)).not.toContain('\\');
		})
	);
});

test.each([
	['raw', '"raw"'],
	['a"b', '"a\\"b"'],
	['a\\', '"a\\\\"'],
	['a\nb', '"a\\nb"']
])('the database %j is quoted as %s', (name, quoted) => {
	expect(quoteIdentifier(name)).toBe(quoted);
});
