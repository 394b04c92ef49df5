import { describe, expect, test } from 'vitest';
import type { Uplink } from '#ingest/message.ts';
import { readProfile } from '#ingest/profiles/index.ts';
import { UNSEEN, type Unseen } from '../../vectors/unseen.ts';
import { RECEIVED_AT } from './envelopes.ts';

function uplinkOf({ decoded, fPort, network }: Unseen): Uplink {
	const uplink: Uplink = {
		kind: 'uplink',
		network: network ?? 'tts',
		device: '0004a30b001c0530',
		at: RECEIVED_AT,
		decoded,
		drafts: []
	};
	if (fPort !== undefined) uplink.fPort = fPort;
	return uplink;
}

describe('of a device that no profile knows, nothing wrong is read', () => {
	test('there are enough of them', () => {
		expect(UNSEEN.length).toBeGreaterThanOrEqual(120);
	});

	test.each(UNSEEN.map((unseen) => ({ ...unseen })))('$device', (unseen) => {
		const { drafts } = readProfile(uplinkOf(unseen));
		const read = Object.fromEntries(
			drafts.map(({ metric, channel, value }) => [channel ? `${metric}@${channel}` : metric, value])
		);
		expect(Object.keys(read)).toHaveLength(drafts.length);
		expect(read, unseen.because).toEqual(unseen.reads);
	});
});
