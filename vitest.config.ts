import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const svelteSource = fileURLToPath(new URL('node_modules/svelte/src/', import.meta.url));

export default defineConfig({
	// For modules with runes (`*.svelte.ts`); pages are tested in a browser by Playwright.
	// Under Node, Svelte would compile and resolve for server rendering, where no effect ever runs.
	plugins: [
		svelte({
			configFile: false,
			compilerOptions: { runes: true },
			dynamicCompileOptions: () => ({ generate: 'client' })
		})
	],
	resolve: {
		alias: [
			{ find: /^svelte$/, replacement: `${svelteSource}index-client.js` },
			{ find: /^svelte\/reactivity$/, replacement: `${svelteSource}reactivity/index-client.js` }
		]
	},
	test: {
		environment: 'node',
		include: ['tests/**/*.test.ts'],
		exclude: ['tests/e2e/**', 'tests/bench/**'],
		// A zone of no building and of half an hour: whatever takes the process's zone fails here.
		env: { TZ: 'America/St_Johns' },
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 20_000,
		hookTimeout: 30_000,
		teardownTimeout: 10_000,
		allowOnly: false
	}
});
