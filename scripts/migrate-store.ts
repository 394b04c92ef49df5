/** `npm run migrate-store -- --to influx|sqlite`: all readings from one engine into the other. */
import { runCommand } from './command.ts';
import { USAGE, migrateStore } from './migrate-store-command.ts';

await runCommand(USAGE, migrateStore);
