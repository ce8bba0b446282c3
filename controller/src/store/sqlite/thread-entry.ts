import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the code of the database threads lies: in the sources, beside the compiled modules, or in the bundle. */
export function threadEntry(): URL {
	if (import.meta.url.endsWith('.ts')) {
		return new URL('./thread-from-source.js', import.meta.url);
	}
	const compiled = new URL('./thread.js', import.meta.url);
	return existsSync(fileURLToPath(compiled)) ? compiled : new URL('./sqlite-thread.js', import.meta.url);
}
