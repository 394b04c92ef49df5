/**
 * `npm run -s check:forecast`: scores the product's own parking forecaster on the public series of
 * 28 car parks, by the scorer that lies outside the product. Arguments such as `--json` are passed on.
 *
 *   --scorer path/to/forecast.mjs   where the scorer is (or FORECAST_SCORER); else ../shared/check
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const FORECASTER = join(root, 'src/lib/domain/parking/forecast/forecast.ts');
const FLAG = '--scorer';

const { scorer, passedOn } = readArguments(process.argv.slice(2));
if (!existsSync(scorer)) {
	console.error(
		`The scorer is not at ${scorer}. Name it by "${FLAG} path/to/forecast.mjs" or FORECAST_SCORER; it reads its series from ../realdata/series beside its folder.`
	);
	process.exit(2);
}
const { status, error } = spawnSync(process.execPath, [scorer, FORECASTER, ...passedOn], {
	stdio: 'inherit'
});
if (error) console.error(`The scorer could not be run: ${error.message}`);
process.exit(status ?? 1);

function readArguments(given: readonly string[]): { scorer: string; passedOn: string[] } {
	const passed = [...given];
	const place = passed.findIndex((one) => one === FLAG || one.startsWith(`${FLAG}=`));
	const named =
		place < 0
			? undefined
			: passed[place] === FLAG
				? passed.splice(place, 2)[1]
				: passed.splice(place, 1)[0]?.slice(FLAG.length + 1);
	const path = named || process.env.FORECAST_SCORER || join(root, '../shared/check/forecast.mjs');
	return { scorer: resolve(path), passedOn: passed };
}
