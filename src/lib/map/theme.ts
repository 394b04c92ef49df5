/** Tells when the sheet's colours may have changed: by the page's theme or by the system's. */

/** @returns stops watching. */
export function watchTheme(changed: () => void): () => void {
	const observer = new MutationObserver(changed);
	observer.observe(document.documentElement, { attributes: true });
	const night = matchMedia('(prefers-color-scheme: dark)');
	night.addEventListener('change', changed);
	return () => {
		observer.disconnect();
		night.removeEventListener('change', changed);
	};
}
