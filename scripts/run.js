/** Runs a script of this folder by name, after one clear line where Node is too old to read it. Plain JavaScript, so that an old Node can say so. */
const NEEDED = 26;
const [name, ...rest] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < NEEDED) {
	console.error(
		`Node ${NEEDED} or newer is needed, and this is ${process.version}. "npm ci" brings one along: run through "npm run", without --omit=optional.`
	);
	process.exit(1);
}
const entry = new URL(`../${name}`, import.meta.url);
process.argv = [process.argv[0] ?? 'node', entry.pathname, ...rest];
await import(entry.href);
