/** The files given to an import, opened: JSON documents and pictures, archives unpacked in memory. */
import { MOST } from './bounds.ts';
import { overpassFeatures } from './overpass.ts';
import { isPicture, pictureSize, type PictureSize } from './picture.ts';
import type { Tally } from './report.ts';
import { isZip, readZip } from './zip.ts';

export interface SourceFile {
	/** As the person knows it; a folder in it may be told by `/`. */
	name: string;
	bytes: Uint8Array;
}

export interface Document {
	name: string;
	/** Name without folder and endings, lower case. */
	stem: string;
	/** The file's outermost object. */
	head: Record<string, unknown>;
	/** As they stand in the file, in its order. */
	features: Record<string, unknown>[];
}

export interface Picture extends PictureSize {
	name: string;
	stem: string;
	bytes: Uint8Array;
}

export interface Opened {
	documents: Document[];
	pictures: Picture[];
}

/** What a feature collection in a feature collection is unpacked to. */
const MOST_NESTED = 3;

export function openFiles(files: readonly SourceFile[], tally: Tally): Opened {
	const opened: Opened = { documents: [], pictures: [] };
	for (const file of files) openFile(file, opened, tally, false);
	return opened;
}

function openFile(file: SourceFile, opened: Opened, tally: Tally, packed: boolean): void {
	const { name, bytes } = file;
	if (bytes.length > MOST.fileBytes) return tally.leave('file', 'file-too-large', name);
	if (isZip(bytes)) {
		if (packed) return tally.leave('file', 'archive-in-archive', name);
		const archive = readZip(bytes, isWanted);
		for (const { name: inner, reason } of archive.left) {
			tally.leave('file', reason, inner === '*' ? name : `${name}/${inner}`);
		}
		for (const entry of archive.entries) {
			openFile({ ...entry, name: `${name}/${entry.name}` }, opened, tally, true);
		}
		return;
	}
	if (isPicture(bytes)) {
		const size = pictureSize(bytes);
		if (!size) return tally.leave('file', 'broken-picture', name);
		opened.pictures.push({ ...size, name, stem: stemOf(name), bytes });
		return;
	}
	const head = parse(file, tally);
	if (head === null) return;
	const features = featuresOf(head, tally, name);
	opened.documents.push({ name, stem: stemOf(name), head, features });
}

function isWanted(name: string): boolean {
	return /\.(geojson|json|zip|png|jpe?g)$/i.test(name) && !/(^|\/)(__MACOSX\/|\._)/.test(name);
}

function stemOf(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? name;
	return last.replace(/(\.(geo)?json|\.png|\.jpe?g)+$/i, '').toLowerCase();
}

function parse({ name, bytes }: SourceFile, tally: Tally): Record<string, unknown> | null {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		tally.leave('file', 'not-utf8', name);
		return null;
	}
	try {
		const json: unknown = JSON.parse(text);
		if (Array.isArray(json)) return { type: 'FeatureCollection', features: json };
		if (typeof json === 'object' && json !== null) return { ...json };
		tally.leave('file', 'not-a-plan', name);
	} catch (error) {
		const where = error instanceof Error ? error.message : '';
		tally.leave('file', 'not-json', `${name}: ${where}`);
	}
	return null;
}

function featuresOf(
	head: Record<string, unknown>,
	tally: Tally,
	name: string
): Record<string, unknown>[] {
	if (Array.isArray(head.elements)) return overpassFeatures(head.elements);
	if (head.type === 'Feature') return [head];
	if (typeof head.type === 'string' && ('coordinates' in head || 'geometries' in head)) {
		return [{ type: 'Feature', properties: {}, geometry: head }];
	}
	const found: Record<string, unknown>[] = [];
	const collect = (features: unknown, nested: number): void => {
		if (!Array.isArray(features)) return;
		for (const [index, feature] of features.entries()) {
			if (typeof feature !== 'object' || feature === null || Array.isArray(feature)) {
				found.push({ broken: `${name}, feature ${index + 1}` });
			} else if ('features' in feature && nested < MOST_NESTED) {
				tally.change('collection', 'nesting-mended', name);
				collect(feature.features, nested + 1);
			} else found.push({ ...feature });
		}
	};
	collect(head.features, 0);
	return found;
}
