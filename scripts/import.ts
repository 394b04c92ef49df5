/** `npm run import -- FILE.csv --map MAPPING.json`: readings of the past into the store. */
import { runCommand } from './command.ts';
import { USAGE, importFile } from './import-command.ts';

await runCommand(USAGE, importFile);
