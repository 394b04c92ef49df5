/** Format and size of a picture, from its first bytes alone. */

export interface PictureSize {
	type: 'png' | 'jpg';
	/** px. */
	width: number;
	height: number;
}

/** Beyond it no browser shows a picture. */
const MOST_PIXELS = 30_000;

export function isPicture(bytes: Uint8Array): boolean {
	return isPng(bytes) || isJpeg(bytes);
}

function isPng(bytes: Uint8Array): boolean {
	return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, n) => bytes[n] === byte);
}

function isJpeg(bytes: Uint8Array): boolean {
	return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** The size that a PNG or JPEG says it has; null where it cannot be shown. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
	const size = isPng(bytes) ? pngSize(bytes) : isJpeg(bytes) ? jpegSize(bytes) : null;
	if (!size || size.width < 2 || size.height < 2) return null;
	return Math.max(size.width, size.height) > MOST_PIXELS ? null : size;
}

function pngSize(bytes: Uint8Array): PictureSize | null {
	if (bytes.length < 24) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** ITU T.81, B.2.2: the size stands in the start-of-frame segment, whichever of its kinds. */
function jpegSize(bytes: Uint8Array): PictureSize | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 2; at + 9 < bytes.length;) {
		if (bytes[at] !== 0xff) return null;
		const marker = bytes[at + 1] ?? 0;
		const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (frame)
			return { type: 'jpg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
		at += 2 + view.getUint16(at + 2);
	}
	return null;
}
