/** Reads the files of a ZIP archive into memory, never onto a disk, and no more of them than is allowed. */
import { crc32, inflateRawSync } from 'node:zlib';
import { MOST } from './bounds.ts';
import type { Reason } from './reasons.ts';

/** APPNOTE.TXT, 4.3: signatures of the records. */
const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record and the longest comment behind it. */
const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 0x1;

export interface Entry {
	name: string;
	bytes: Uint8Array;
}

export interface Archive {
	entries: Entry[];
	left: { name: string; reason: Reason }[];
}

export function isZip(bytes: Uint8Array): boolean {
	return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

interface Head {
	name: string;
	flags: number;
	method: number;
	crc: number;
	packed: number;
	unpacked: number;
	offset: number;
}

/**
 * The files of an archive. What is unsafe, encrypted or packed in an unknown way is left, with
 * the reason; an archive that lies about its sizes, or whose files overlap, is left as a whole.
 */
export function readZip(bytes: Uint8Array, wanted: (name: string) => boolean): Archive {
	const archive: Archive = { entries: [], left: [] };
	const all = (reason: Reason): Archive => ({ entries: [], left: [{ name: '*', reason }] });
	const heads = readHeads(bytes);
	if (heads === null) return all('broken-archive');
	if (heads.length > MOST.entries) return all('archive-too-large');
	const seen = new Set<string>();
	const taken: [number, number][] = [];
	let total = 0;
	for (const head of heads) {
		const { name } = head;
		if (name.endsWith('/')) continue;
		const leave = (reason: Reason) => archive.left.push({ name, reason });
		if (isUnsafe(name)) leave('unsafe-name');
		else if (!wanted(name)) continue;
		else if (seen.has(name)) leave('duplicate-name');
		else if (head.flags & ENCRYPTED) leave('encrypted');
		else if (head.method !== STORED && head.method !== DEFLATED) leave('unknown-compression');
		else if (head.unpacked > MOST.entryBytes || head.unpacked > head.packed * MOST.ratio + 1024) {
			leave('archive-too-large');
		} else {
			seen.add(name);
			const place = placeOf(bytes, head);
			if (!place || taken.some(([from, to]) => place[0] < to && from < place[1])) {
				return all('broken-archive');
			}
			taken.push(place);
			total += head.unpacked;
			if (total > MOST.archiveBytes) return all('archive-too-large');
			const content = unpack(bytes.subarray(...place), head);
			if (content === null) leave('broken-archive');
			else archive.entries.push({ name, bytes: content });
		}
	}
	return archive;
}

function readHeads(bytes: Uint8Array): Head[] | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const first = Math.max(0, bytes.length - END_BYTES - MOST_COMMENT);
	let end = bytes.length - END_BYTES;
	while (end >= first && view.getUint32(end, true) !== END) end -= 1;
	if (end < first) return null;
	const count = view.getUint16(end + 10, true);
	let at = view.getUint32(end + 16, true);
	const heads: Head[] = [];
	for (let n = 0; n < count; n++) {
		if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) return null;
		const [nameLength, extra, comment] = [28, 30, 32].map((by) => view.getUint16(at + by, true));
		const name = bytes.subarray(at + 46, at + 46 + (nameLength ?? 0));
		heads.push({
			name: new TextDecoder().decode(name),
			flags: view.getUint16(at + 8, true),
			method: view.getUint16(at + 10, true),
			crc: view.getUint32(at + 16, true),
			packed: view.getUint32(at + 20, true),
			unpacked: view.getUint32(at + 24, true),
			offset: view.getUint32(at + 42, true)
		});
		at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
	}
	return heads;
}

/** Where the packed bytes of a file lie; null: beyond the archive. */
function placeOf(bytes: Uint8Array, { offset, packed }: Head): [number, number] | null {
	if (offset + 30 > bytes.length) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (view.getUint32(offset, true) !== LOCAL) return null;
	const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
	return from + packed > bytes.length ? null : [from, from + packed];
}

function unpack(packed: Uint8Array, { method, unpacked, crc }: Head): Uint8Array | null {
	try {
		// One byte more than announced would be a lie already.
		const content =
			method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: unpacked + 1 });
		return content.length === unpacked && crc32(content) === crc ? content : null;
	} catch {
		return null;
	}
}

/** Absolute, upwards, with a drive or a control character: nothing is written, but none means well. */
function isUnsafe(name: string): boolean {
	const parts = name.split(/[/\\]/);
	return /^[/\\]|^[a-z]:|\p{Cc}/iu.test(name) || parts.includes('..');
}
