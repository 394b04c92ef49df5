/**
 * A process that writes batch after batch to the SQLite store of a folder until it is killed or
 * refused: `node write-until-refused.ts <folder> <readings a batch>`. Prints a line a batch.
 */
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { StoreUnavailable } from '#lib/server/store/store.ts';
import { T0, readings } from './sample.ts';

const [dataDir = '', size = '500'] = process.argv.slice(2);
const store = openSqlite({ dataDir });
for (let batch = 0; ; batch++) {
	try {
		await store.write(readings(Number(size), { device: `batch ${batch}` }));
		process.stdout.write(`written ${batch}\n`);
	} catch (error) {
		if (!(error instanceof StoreUnavailable)) throw error;
		const rows = await store.last(T0);
		process.stdout.write(`refused ${batch}, ${rows.length} devices: ${error.message}\n`);
		break;
	}
}
