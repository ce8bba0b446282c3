import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles a test's own program as the shipped ones are, so that a dozen of them start quickly. */
export async function bundleProgram(entry: string, folder: string): Promise<string> {
	const outfile = join(folder, 'program.mjs');
	await build({
		entryPoints: [entry],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		conditions: ['@stoker/source'],
		banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
		logLevel: 'error',
	});
	return outfile;
}
