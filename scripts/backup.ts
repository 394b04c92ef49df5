/** `npm run backup`: everything in DATA_DIR, and a server's readings, while the server runs. */
import { runCommand } from './command.ts';
import { USAGE, backUp } from './backup-command.ts';

await runCommand(USAGE, backUp);
