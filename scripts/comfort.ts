/**
 * `npm run -s comfort`: PMV and PPD by ISO 7730:2005, one JSON line in, one out.
 * In: `{"tdb":25,"tr":25,"v":0.1,"rh":60,"met":1.1,"clo":0.55}` (°C, °C, m/s relative to the
 * body, %, met, clo). Out: `{"pmv":…,"ppd":…}` unrounded, or `{"reason":"…"}` where the standard
 * does not hold or the line cannot be read.
 */
import { once } from 'node:events';
import { comfortLine } from './comfort-line.ts';

const NEWLINE = 0x0a;
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
		answers += answer();
		start = end + 1;
	}
	open.push(bytes.subarray(start));
	if (answers !== '' && !stdout.write(answers)) await once(stdout, 'drain');
}
// A last line without its newline is a line; the end after a newline is none.
if (open.some((part) => part.length > 0)) stdout.write(answer());

function answer(): string {
	const line = Buffer.concat(open)
		.toString('utf8')
		.replace(/^\ufeff/, '');
	open = [];
	return `${JSON.stringify(comfortLine(line))}\n`;
}
