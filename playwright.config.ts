import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './tests/support/chromium.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	// Each test starts its own server, broker and building: there is no shared one to wait for.
	workers: 1,
	retries: 0,
	forbidOnly: true,
	timeout: 120_000,
	reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
	use: {
		browserName: 'chromium',
		launchOptions: chromiumLaunch,
		locale: 'id-ID',
		timezoneId: 'Asia/Jakarta',
		screenshot: 'only-on-failure'
	}
});
