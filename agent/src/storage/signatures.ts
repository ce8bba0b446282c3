import type { SignatureContent } from '@stoker/shared/storage/inventory.js';
import type { DiskRegion } from '@stoker/shared/storage/storage-action.js';
import { parseWipefs } from '../discovery/parse-wipefs.js';
import type { RunTool } from '../system/run-tool.js';
import { StorageFailure } from '../system/storage-failure.js';

/** blkid says with this code that it knows nothing of what is there. */
const NOTHING_FOUND = '2';
/** And with this one that several things at once could be meant. */
const AMBIVALENT = '8';

/** Every signature on a device, hidden ones too; tables are none. */
export async function signaturesOn(node: string, run: RunTool): Promise<readonly SignatureContent[]> {
	const found = parseWipefs(await run('wipefs', ['--json', node], { isQuiet: true }));
	return [...found.values()].flat();
}

/** What blkid makes of a device, or of a stretch of a disk whether or not a partition lies there. */
export async function probe(node: string, run: RunTool, region?: DiskRegion): Promise<SignatureContent | undefined> {
	const place = region === undefined ? [] : ['--offset', String(region.startBytes), '--size', String(region.sizeBytes)];
	try {
		const text = await run('blkid', ['--probe', '--output', 'export', ...place, node], { isQuiet: true });
		const values = new Map(text.split('\n').map((line) => splitOnce(line)));
		const type = values.get('TYPE') ?? '';
		return type === ''
			? undefined
			: { type, label: unescape(values.get('LABEL') ?? ''), uuid: values.get('UUID') ?? '' };
	} catch (error) {
		if (error instanceof StorageFailure && error.subject['exitCode'] === NOTHING_FOUND) {
			return undefined;
		}
		if (error instanceof StorageFailure && error.subject['exitCode'] === AMBIVALENT) {
			return { type: 'several', label: '', uuid: '' };
		}
		throw error;
	}
}

function splitOnce(line: string): readonly [string, string] {
	const at = line.indexOf('=');
	return [line.slice(0, at), line.slice(at + 1)];
}

/** In this form blkid puts a backslash before what a shell would take for something else. */
function unescape(text: string): string {
	return text.replaceAll(/\\(.)/g, '$1');
}
