/** The log: JSON lines on standard error, so that standard output stays for the person at the terminal. */
import { pino } from 'pino';
import type { Config } from './config.ts';

export type Log = Pick<ReturnType<typeof pino>, 'debug' | 'info' | 'warn' | 'error'>;

/**
 * A log for one part of the house. `warn`: nothing was lost. `error`: data was lost or a
 * person must act. What happens per message is a counter, not a line.
 */
export function openLog(level: Config['logLevel'], part: string): Log {
	return pino(
		{
			level,
			base: { part },
			timestamp: pino.stdTimeFunctions.isoTime,
			redact: { paths: ['password', 'token', '*.password', '*.token'], censor: '[hidden]' }
		},
		pino.destination({ dest: 2, sync: true })
	);
}
