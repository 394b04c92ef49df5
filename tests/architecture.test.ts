import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findViolations } from './support/doors.ts';
import { ROOT } from './support/process.ts';
import type { SourceFile } from './support/source-facts.ts';

function sourceFiles(): SourceFile[] {
	return ['src', 'ingest', 'floorplan', 'simulator', 'scripts'].flatMap((room) =>
		readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
			.map((path) => `${room}/${path.replaceAll('\\', '/')}`)
			.filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts'))
			.filter((path) => !path.startsWith('src/lib/i18n/paraglide/'))
			.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
	);
}

test('every file of the house keeps to the doors and the spelling', () => {
	const files = sourceFiles();
	expect(files.length).toBeGreaterThan(8);
	expect(findViolations(files).map(({ path, says }) => `${path} ${says}`)).toEqual([]);
});

describe('the check', () => {
	const HEAD = '/** Says what it is for. */\n';
	/** What the planted files import, so that only the door is wrong. */
	const house = [
		'src/lib/domain/metrics.ts',
		'src/lib/domain/reading.ts',
		'src/lib/server/config.ts',
		'src/lib/live/live.svelte.ts',
		'src/lib/i18n/numbers.ts',
		'src/lib/ui/Value.svelte',
		'src/lib/map/Plan.svelte',
		'src/routes/(app)/Part.svelte',
		'src/hooks.server.ts',
		'ingest/index.ts',
		'ingest/worker.ts',
		'floorplan/building.ts',
		'floorplan/plan.ts',
		'floorplan/geometry.ts',
		'floorplan/schema.ts',
		'simulator/simulator.ts',
		'scripts/start.ts'
	].map((path) => ({ path, text: path.endsWith('.ts') ? HEAD : '' }));
	const check = (path: string, text: string) =>
		findViolations([...house.filter((file) => file.path !== path), { path, text }]);

	test.each([
		['src/lib/server/a.ts', `${HEAD}import { a } from '#floorplan/schema.ts';`],
		['src/lib/domain/a.ts', `${HEAD}import type { Metric } from './metrics.ts';`],
		[
			'src/lib/map/A.svelte',
			`<script>import '#floorplan/plan.ts'; import '../ui/Value.svelte'</script>`
		],
		[
			'src/lib/live/a.ts',
			`import { page } from '$app/state'; import '#lib/i18n/paraglide/messages.js';`
		],
		[
			'src/routes/+page.server.ts',
			`import '#lib/server/config.ts'; import type { A } from './$types';`
		],
		['src/routes/api/+server.ts', `import '#lib/server/config.ts';`],
		[
			'src/routes/+page.svelte',
			`<script>import './(app)/Part.svelte'; import '../app.css';</script>`
		],
		['src/hooks.server.ts', `import '#ingest/index.ts'; import '#lib/server/config.ts';`],
		['ingest/a.ts', `${HEAD}import '#lib/server/config.ts'; import '#floorplan/schema.ts';`],
		['ingest/a.ts', `${HEAD}new Worker(new URL('./worker.ts', import.meta.url));`],
		['scripts/a.ts', `spawn(new URL('../ingest/worker.ts', import.meta.url));`],
		['simulator/a.ts', `import mqtt from 'mqtt'; import '#floorplan/schema.ts'; import 'node:fs';`],
		['ingest/a.ts', `${HEAD}switch (a) { default: b(); }`],
		['src/lib/domain/a.ts', `${HEAD}/** In °C. */ export const a = 'Suhu';`]
	])('lets pass %s: %s', (path, text) => {
		expect(check(path, text)).toEqual([]);
	});

	test.each([
		['src/lib/domain/a.ts', `import '#lib/server/config.ts';`, 'from domain to server'],
		['src/lib/domain/a.ts', `import '#floorplan/building.ts';`, 'from domain to plan'],
		['src/lib/domain/a.ts', `import type { B } from '../live/live.svelte.ts';`, 'domain to live'],
		['src/lib/domain/a.ts', `import 'node:fs';`, 'a browser does not have'],
		['floorplan/a.ts', `export * from '#lib/server/config.ts';`, 'from floorplan to server'],
		['floorplan/plan.ts', `import './schema.ts';`, 'from plan to floorplan'],
		['src/lib/server/a.ts', `await import('#ingest/index.ts');`, 'from server to ingest'],
		['src/lib/server/a.ts', `let a: import('../live/live.svelte.ts').A;`, 'from server to live'],
		['src/lib/map/a.ts', `import '#floorplan/schema.ts';`, 'from map to floorplan'],
		['src/lib/map/a.ts', `import '../server/config.ts';`, 'from map to server'],
		['src/lib/map/A.svelte', `{#await import('#ingest/index.ts')}{/await}`, 'from map to ingest'],
		['src/routes/A.svelte', `<script>import '#lib/server/config.ts'</script>`, 'may import server'],
		['src/routes/+page.ts', `import '#lib/server/config.ts';`, 'only *.server.ts'],
		['src/routes/api/+server.ts', `import '#ingest/index.ts';`, 'from routes to ingest'],
		['src/routes/+page.server.ts', `import '../hooks.server.ts';`, 'from routes to hooks'],
		['ingest/a.ts', `import '#lib/live/live.svelte.ts';`, 'from ingest to live'],
		['ingest/a.ts', `import '../simulator/simulator.ts';`, 'from ingest to simulator'],
		['ingest/a.ts', `new URL('../scripts/start.ts', import.meta.url)`, 'from ingest to scripts'],
		['scripts/a.ts', `import '../ingest/worker.ts';`, 'from scripts to ingest'],
		['simulator/a.ts', `import '#lib/server/config.ts';`, 'from simulator to server'],
		['simulator/a.ts', `import 'pino';`, 'speaks only MQTT'],
		['src/lib/other/a.ts', ``, 'in no room'],
		['src/lib/domain/a.ts', `import './metrics';`, 'without `.ts`'],
		['src/lib/domain/a.ts', `import './metrics.js';`, 'without `.ts`'],
		['src/lib/domain/a.ts', `import './gone.ts';`, 'is not there'],
		['src/lib/ui/A.svelte', `<script>import '$lib/domain/metrics.ts'</script>`, 'write `#lib/…`'],
		['src/lib/ui/A.svelte', `<script>import '$app/stores'</script>`, 'write `$app/state`'],
		['src/lib/server/a.ts', `import '$env/dynamic/private';`, 'imports `$env/dynamic/private`'],
		['ingest/a.ts', `import { building } from '$app/environment';`, 'imports `$app/environment`'],
		['src/lib/server/a.ts', `const a = $state(0);`, 'the rune `$state`'],
		['floorplan/a.ts', `const a = $derived.by(() => 1);`, 'the rune `$derived`'],
		['ingest/a.ts', `export default 1;`, 'exports a default'],
		['ingest/a.ts', `export default function a() {}`, 'exports a default'],
		['ingest/a.ts', `const a = 1; export { a as default };`, 'exports a default'],
		['src/lib/domain/a.ts', `export const a = '°C';`, 'the unit `°C`'],
		['src/lib/domain/a.ts', 'export const a = `${1} ppm`;', 'the unit `ppm`'],
		['src/lib/server/utils.ts', ``, 'which says nothing'],
		['src/lib/server/common/a.ts', ``, 'which says nothing'],
		['src/lib/server/readBack.ts', ``, 'neither kebab-case'],
		['src/lib/ui/value.svelte', ``, 'neither kebab-case']
	])('refuses %s: %s', (path, text, says) => {
		const violations = check(path, path.endsWith('.ts') ? HEAD + text : text);
		expect(violations).toHaveLength(1);
		expect(violations[0]).toEqual({ path, says: expect.stringContaining(says) });
	});

	test.each([``, `import 'node:fs';`, `/* A sentence. */`, `// A sentence.`, `/** word */`])(
		'refuses an opening that is no sentence of purpose: %s',
		(text) => {
			expect(check('ingest/a.ts', text)).toEqual([
				{ path: 'ingest/a.ts', says: 'does not open with a `/** sentence. */`' }
			]);
		}
	);

	test('refuses a circle between rooms of the browser, and names both doors', () => {
		const circle = [
			{ path: 'src/lib/ui/A.svelte', text: `<script>import '../map/Plan.svelte'</script>` },
			{ path: 'src/lib/map/A.svelte', text: `<script>import '../ui/Value.svelte'</script>` }
		];
		expect(findViolations([...house, ...circle]).map(({ says }) => says)).toEqual([
			'opens the door ui → map, which makes a circle',
			'opens the door map → ui, which makes a circle'
		]);
	});
});
