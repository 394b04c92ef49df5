/** What a client of a broker shows to be let in: user, password, and whose certificate it trusts. */
import { readFileSync } from 'node:fs';
import type { IClientOptions } from 'mqtt';
import type { Config } from '#lib/server/config.ts';

/** @throws when the certificate's file cannot be read */
export function credentials({ username, password, caFile }: Config['mqtt']): IClientOptions {
	return {
		...(username === null ? {} : { username }),
		...(password === null ? {} : { password }),
		...(caFile === null ? {} : { ca: readFileSync(caFile) })
	};
}
