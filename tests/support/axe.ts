/** What axe finds wrong with a page, from moderate up, in both themes. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Expects nothing above `minor`, and no sideways scroll, by day and by night. */
export async function expectAccessible(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const { violations } = await new AxeBuilder({ page }).analyze();
		const serious = violations
			.filter(({ impact }) => impact !== 'minor')
			.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`);
		expect(serious).toEqual([]);
	}
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(overflow).toBe(0);
	await page.emulateMedia({ colorScheme: null });
}
