/** The doors between the rooms of the house, and the spelling its files keep: a pure check over texts. */
import { posix } from 'node:path';
import { METRICS } from '#lib/domain/metrics.ts';
import { readSource, type Import, type SourceFacts, type SourceFile } from './source-facts.ts';

export interface Violation {
	path: string;
	/** A sentence for whoever wrote the line. */
	says: string;
}

/** Rooms of the browser's half, which may import each other, but not in a circle. */
const BROWSER = ['live', 'map', 'charts', 'ui', 'i18n'];

/** Room → the rooms it may import besides itself. */
const DOORS: Record<string, readonly string[]> = {
	domain: [],
	plan: ['domain'],
	floorplan: ['domain', 'plan'],
	server: ['domain', 'floorplan', 'plan'],
	...Object.fromEntries(BROWSER.map((room) => [room, ['domain', 'plan', ...BROWSER]])),
	routes: ['domain', 'floorplan', 'plan', 'server', ...BROWSER],
	ingest: ['domain', 'server', 'floorplan', 'plan'],
	hooks: ['domain', 'server', 'floorplan', 'plan', 'ingest', ...BROWSER],
	simulator: ['domain', 'floorplan', 'plan'],
	scripts: ['domain', 'server', 'floorplan', 'plan', 'simulator']
};

/** Rooms whose files run without Svelte and are read first by a newcomer. */
const PLAIN = ['domain', 'server', 'ingest', 'floorplan', 'plan'];
/** Rooms whose files a browser loads. */
const WITHOUT_NODE = ['domain', 'plan', ...BROWSER];
/** The part of floorplan that a browser may load. */
const PLAN_FILES = ['floorplan/building.ts', 'floorplan/plan.ts', 'floorplan/geometry.ts'];
const ALIASES: Record<string, string> = {
	'#lib/': 'src/lib/',
	'#ingest/': 'ingest/',
	'#floorplan/': 'floorplan/'
};
/** Built before the check runs, or not: no file of ours. */
const GENERATED = /^src\/lib\/i18n\/paraglide\//;
/** Units that are words of nothing else. */
const UNITS = [...new Set(Object.values(METRICS).map(({ unit }) => unit))].filter(
	(unit) => !['bool', 'people', '%', 'V', 'dB', 'lx'].includes(unit)
);

/** The room a file belongs to; undefined where the house has none. */
export function roomOf(path: string): string | undefined {
	if (PLAN_FILES.includes(path)) return 'plan';
	const [top = '', second = '', third = ''] = path.split('/');
	if (top !== 'src') return top in DOORS ? top : undefined;
	if (second === 'lib') return [...BROWSER, 'domain', 'server'].find((room) => room === third);
	return path === 'src/hooks.server.ts' ? 'hooks' : 'routes';
}

/** Everything in `files` that the architecture does not allow. */
export function findViolations(files: readonly SourceFile[]): Violation[] {
	const paths = new Set(files.map(({ path }) => path));
	const violations: Violation[] = [];
	const browserDoors = new Map<string, string>();
	for (const file of files) {
		const { path } = file;
		const say = (says: string) => violations.push({ path, says });
		const room = roomOf(path);
		checkName(path, say);
		if (room === undefined) {
			say('lies in no room of the house');
			continue;
		}
		const facts = readSource(file);
		if (PLAIN.includes(room)) checkPlainFile(room, file, facts, say);
		for (const one of facts.imports) {
			const target = checkSpelling(path, one, paths, say);
			if (target === undefined) {
				checkOutside(room, one.specifier, say);
				continue;
			}
			checkDoor(path, room, one, target, say);
			const other = roomOf(target);
			if (other !== undefined && other !== room && BROWSER.includes(room)) {
				if (BROWSER.includes(other)) browserDoors.set(`${room} → ${other}`, path);
			}
		}
	}
	return [...violations, ...findCircles(browserDoors)];
}

function checkName(path: string, say: (says: string) => void): void {
	for (const part of path.split('/')) {
		const stem = part.split('.')[0] ?? '';
		if (/^(utils?|helpers?|common|types)$/.test(stem))
			say(`is named \`${stem}\`, which says nothing`);
	}
	const name = posix.basename(path);
	if (name.startsWith('+') || /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|js)$/.test(name)) return;
	if (!/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name)) {
		say('is neither kebab-case nor a component in PascalCase');
	}
}

function checkPlainFile(
	room: string,
	{ text, path }: SourceFile,
	facts: SourceFacts,
	say: (says: string) => void
): void {
	const opening = /^\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? '';
	if (!/\S+\s+\S+[\s\S]*[.!?]/.test(opening)) say('does not open with a `/** sentence. */`');
	if (facts.exportsDefault) say('exports a default');
	for (const rune of facts.runes) say(`uses the rune \`${rune}\``);
	for (const { specifier } of facts.imports) {
		if (/^\$(app|env)(\/|$)/.test(specifier)) say(`imports \`${specifier}\``);
	}
	if (room !== 'domain' || path === 'src/lib/domain/metrics.ts') return;
	for (const unit of UNITS) {
		if (facts.strings.some((string) => string.includes(unit))) {
			say(`spells the unit \`${unit}\`, which METRICS does`);
		}
	}
}

/** The file of ours that is imported, after its spelling was checked; undefined for a package. */
function checkSpelling(
	path: string,
	{ specifier, kind }: Import,
	paths: ReadonlySet<string>,
	say: (says: string) => void
): string | undefined {
	if (/^\$lib(\/|$)/.test(specifier)) say(`imports \`${specifier}\`: write \`#lib/…\``);
	if (specifier === '$app/stores') say('imports `$app/stores`: write `$app/state`');
	const alias = Object.keys(ALIASES).find((prefix) => specifier.startsWith(prefix));
	if (alias === undefined && !specifier.startsWith('.')) return undefined;
	// A folder or a data file is no module; `./$types` is SvelteKit's and is never a file.
	if (kind === 'url' && !/\.[cm]?[jt]s$/.test(specifier)) return undefined;
	if (/^\.\/\$types(\.js|\.d\.ts)?$/.test(specifier)) return undefined;
	const bare = specifier.replace(/\?.*$/, '');
	const target =
		alias === undefined
			? posix.normalize(posix.join(posix.dirname(path), bare))
			: ALIASES[alias] + bare.slice(alias.length);
	if (GENERATED.test(target)) return target;
	if (!/\.[a-z0-9]+$/.test(target) || /\.js$/.test(target)) {
		say(`imports \`${specifier}\` without \`.ts\` or \`.svelte\``);
	} else if (/\.(ts|svelte)$/.test(target) && !paths.has(target)) {
		say(`imports \`${specifier}\`, which is not there`);
	}
	return target;
}

function checkOutside(room: string, specifier: string, say: (says: string) => void): void {
	if (WITHOUT_NODE.includes(room) && specifier.startsWith('node:')) {
		say(`imports \`${specifier}\`, which a browser does not have`);
	}
	const ours = /^(#|\.|node:|\$)/.test(specifier);
	if (room === 'simulator' && !ours && specifier !== 'mqtt') {
		say(`imports \`${specifier}\`: the simulator speaks only MQTT`);
	}
}

function checkDoor(
	path: string,
	room: string,
	{ specifier, kind }: Import,
	target: string,
	say: (says: string) => void
): void {
	const other = roomOf(target);
	if (other === room) return;
	// They start programs by their path; that is no import.
	if (kind === 'url' && ['scripts', 'simulator'].includes(room)) return;
	if (other === undefined || !DOORS[room]?.includes(other)) {
		say(`imports \`${specifier}\`: no door leads from ${room} to ${other ?? 'there'}`);
	} else if (room === 'routes' && other === 'server' && !isServerFile(path)) {
		say(`imports \`${specifier}\`: only *.server.ts and +server.ts may import server`);
	}
}

function isServerFile(path: string): boolean {
	return path.endsWith('.server.ts') || posix.basename(path) === '+server.ts';
}

/** Rooms of the browser's half import each other downwards: the doors between them make no circle. */
function findCircles(doors: ReadonlyMap<string, string>): Violation[] {
	const next = (room: string) =>
		[...doors.keys()]
			.filter((door) => door.startsWith(`${room} → `))
			.map((d) => d.split(' → ')[1]!);
	const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
		next(from).some((room) => {
			if (room === to) return true;
			if (seen.has(room)) return false;
			seen.add(room);
			return reaches(room, to, seen);
		});
	return [...doors]
		.filter(([door]) => {
			const [from = '', to = ''] = door.split(' → ');
			return reaches(to, from);
		})
		.map(([door, path]) => ({ path, says: `opens the door ${door}, which makes a circle` }));
}
