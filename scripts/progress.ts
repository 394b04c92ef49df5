/** How far a long run is: a bar where a person watches, plain lines where a file does. */
export interface Progress {
	/** @param share 0 to 1 */
	show(share: number, done: number): void;
	/** A line of its own, above the bar. */
	say(line: string): void;
	end(): void;
}

interface Output {
	isTTY?: boolean;
	columns?: number;
	write(text: string): unknown;
}

const REDRAW_MS = 100;
const STEP = 0.1;

/** @param unit of what is done: `messages`, `readings` */
export function openProgress(output: Output, unit: string): Progress {
	return output.isTTY ? openBar(output, unit) : openLines(output, unit);
}

function openBar(output: Output, unit: string): Progress {
	let drawn = '';
	let at = -Infinity;
	const clear = () => output.write(`\r${' '.repeat(drawn.length)}\r`);
	return {
		show(share, done) {
			if (share < 1 && performance.now() - at < REDRAW_MS) return;
			at = performance.now();
			const width = Math.max(10, Math.min(40, (output.columns ?? 80) - 40));
			const full = Math.round(Math.min(1, share) * width);
			const bar = '█'.repeat(full) + '░'.repeat(width - full);
			const text = `${bar} ${Math.floor(share * 100)} % · ${done} ${unit}`;
			output.write(`\r${text.padEnd(drawn.length)}`);
			drawn = text;
		},
		say(line) {
			clear();
			output.write(`${line}\n`);
			if (drawn) output.write(drawn);
		},
		end() {
			if (drawn) output.write('\n');
			drawn = '';
		}
	};
}

function openLines(output: Output, unit: string): Progress {
	let next = STEP;
	return {
		show(share, done) {
			if (share < next) return;
			while (next <= share) next += STEP;
			output.write(`${Math.floor(share * 100)} % · ${done} ${unit}\n`);
		},
		say: (line) => void output.write(`${line}\n`),
		end() {}
	};
}
