/** The product's pages in their fixed order; one that is not built is not offered. */
import { m } from '#lib/i18n/paraglide/messages.js';

export interface Destination {
	path: string;
	name: () => string;
}

const MAIN: readonly Destination[] = [
	{ path: '/', name: m.page_home },
	{ path: '/occupancy', name: m.page_occupancy },
	{ path: '/parking', name: m.page_parking },
	{ path: '/comfort', name: m.page_comfort },
	{ path: '/reports', name: m.page_reports }
];

const MORE: readonly Destination[] = [
	{ path: '/layout', name: m.page_layout },
	{ path: '/explore', name: m.page_explore },
	{ path: '/devices', name: m.page_devices },
	{ path: '/board', name: m.page_board },
	{ path: '/settings', name: m.page_settings }
];

/** How many of the main pages stand in a phone's bar, before "more". */
const IN_BAR = 4;

export interface Navigation {
	main: Destination[];
	more: Destination[];
	bar: Destination[];
	/** Behind "more" on a phone. */
	rest: Destination[];
}

/** @param built paths of the pages that there are. */
export function navigation(built: readonly string[]): Navigation {
	const there = ({ path }: Destination) => built.includes(path);
	const [main, more] = [MAIN.filter(there), MORE.filter(there)];
	return { main, more, bar: main.slice(0, IN_BAR), rest: [...main.slice(IN_BAR), ...more] };
}

/** True for the page itself and those below it. */
export function isCurrent({ path }: Destination, pathname: string): boolean {
	return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`);
}
