/** Writes a ZIP archive (APPNOTE.TXT 6.3.10): deflated files, no folders, the same bytes each time. */
import { crc32, deflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: an archive of the same plan is the same archive. */
const DATE = 0x0021;

export function writeZip(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
	const parts: Buffer[] = [];
	const heads: Buffer[] = [];
	let offset = 0;
	for (const [name, content] of files) {
		const bytes = Buffer.from(content);
		const packed = deflateRawSync(bytes);
		const nameBytes = Buffer.from(name, 'utf8');
		const shared = Buffer.alloc(26);
		shared.writeUInt16LE(VERSION, 0);
		shared.writeUInt16LE(FLAGS, 2);
		shared.writeUInt16LE(DEFLATED, 4);
		shared.writeUInt16LE(DATE, 8);
		shared.writeUInt32LE(crc32(bytes), 10);
		shared.writeUInt32LE(packed.length, 14);
		shared.writeUInt32LE(bytes.length, 18);
		shared.writeUInt16LE(nameBytes.length, 22);
		const local = Buffer.concat([signature(LOCAL), shared, nameBytes]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		heads.push(Buffer.concat([signature(CENTRAL), versionMadeBy(), shared, rest, nameBytes]));
		parts.push(local, packed);
		offset += local.length + packed.length;
	}
	const directory = Buffer.concat(heads);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(files.size, 4);
	end.writeUInt16LE(files.size, 6);
	end.writeUInt32LE(directory.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...parts, directory, signature(END), end]);
}

function signature(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function versionMadeBy(): Buffer {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16LE(VERSION);
	return bytes;
}
