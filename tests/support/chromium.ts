/** How the browser tests start the system's Chromium. */
import type { LaunchOptions } from '@playwright/test';
import { findProgram } from '../../scripts/debian-packages.ts';

/** For `chromium.launch` and the `launchOptions` of playwright.config.ts. */
export const chromiumLaunch: LaunchOptions = {
	executablePath: findProgram('chromium') ?? '/usr/bin/chromium',
	args: [
		// Containers run tests as root, where Chromium refuses its own sandbox.
		'--no-sandbox',
		'--disable-gpu',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync'
	]
};
