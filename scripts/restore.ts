/** `npm run restore -- BACKUP`: a backup back into DATA_DIR. */
import { runCommand } from './command.ts';
import { USAGE, restoreBackup } from './restore-command.ts';

await runCommand(USAGE, restoreBackup);
