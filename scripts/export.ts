/** `npm run -s export`: readings of the store as CSV or line protocol, streamed. */
import { runCommand } from './command.ts';
import { USAGE, exportReadings } from './export-command.ts';

await runCommand(USAGE, exportReadings);
