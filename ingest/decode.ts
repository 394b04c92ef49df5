/**
 * `npm run -s decode`: what the river would make of messages, one JSON line in, one out.
 * In: `{"topic":"…","payload":<object, array, or the raw text>}`. Out: `readings` and `refused`.
 * The registry's profiles and the zone come from DATA_DIR/building where it exists.
 */
import { once } from 'node:events';
import { enableCompileCache } from 'node:module';

// Stripping types takes half a second and the work a millisecond: the second run starts at once.
enableCompileCache();
const { decodeLine } = await import('./decode-line.ts');
const { readRegistry } = await import('./registry.ts');

const NEWLINE = 0x0a;

const registry = readRegistry(process.env.DATA_DIR || './data');
const { stdin, stdout } = process;

stdout.on('error', (error: NodeJS.ErrnoException) => {
	// Whoever reads has seen enough: `| head` is no fault.
	if (error.code === 'EPIPE') process.exit(0);
	throw error;
});

/** Parts of the line that is not complete yet. */
let open: Buffer[] = [];
for await (const chunk of stdin) {
	const bytes: Buffer = chunk;
	let answers = '';
	let start = 0;
	for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
		open.push(bytes.subarray(start, end));
		answers += answer(Buffer.concat(open));
		open = [];
		start = end + 1;
	}
	open.push(bytes.subarray(start));
	// One write for what arrived together: a caller that waits for its answer has it at once.
	if (answers !== '' && !stdout.write(answers)) await once(stdout, 'drain');
}
stdout.write(answer(Buffer.concat(open)));

function answer(line: Buffer): string {
	const decoded = decodeLine(line, registry, Date.now());
	return decoded === null ? '' : `${JSON.stringify(decoded)}\n`;
}
