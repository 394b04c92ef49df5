import { expect, test } from 'vitest';
import { brokerWarnings, clockWarning } from '#ingest/start-checks.ts';

const WEEK_S = 7 * 86_400;

test.each([
	{ broker: 'a broker that keeps all', version: 5, properties: {}, says: [] },
	{
		broker: 'a broker of 3.1.1',
		version: 4,
		properties: undefined,
		says: [/max_inflight_messages/]
	},
	{
		broker: 'one that forgets after an hour',
		version: 5,
		properties: { sessionExpiryInterval: 3_600 },
		says: [/3600 s.*lost/]
	},
	{
		broker: 'one that keeps us longer than we ask',
		version: 5,
		properties: { sessionExpiryInterval: 2 * WEEK_S },
		says: []
	},
	{
		broker: 'one that takes small messages',
		version: 5,
		properties: { maximumPacketSize: 1_000 },
		says: [/1000 bytes/]
	}
] as const)('$broker is warned of with the consequence', ({ version, properties, says }) => {
	const warnings = [...brokerWarnings(version, WEEK_S, { properties })];
	expect(warnings).toHaveLength(says.length);
	for (const [index, text] of warnings.entries()) expect(text).toMatch(says[index]!);
});

test('a clock that went back is told with what follows from it, a disciplined one is not', () => {
	const now = Date.UTC(2026, 10, 24, 3);
	expect(clockWarning(now + 3_600_000, now)).toMatch(/2026-11-24T04:00:00.000Z.*NTP/);
	expect(clockWarning(now + 30_000, now)).toBeNull();
	expect(clockWarning(0, now)).toBeNull();
});
