import type { StoragePlace } from '@stoker/shared/storage/storage-action.js';
import type { ActionHandler, HandlerTools } from '../storage/storage-tools.js';
import { StorageFailure } from '../system/storage-failure.js';
import type { SystemFile } from '../system/system-tree.js';
import { configDriveFiles } from './configdrive-files.js';
import { withFileSystem } from './mount-system.js';

/** cloud-init looks for this label, whatever the type; this one keeps permissions, and every kernel reads it. */
const LABEL = 'config-2';
const TYPE = 'ext2';

/** Makes the configdrive: a small file system that cloud-init finds by its label. */
export const writeConfigDrive: ActionHandler<'write_configdrive'> = {
	async isDone({ on }, tools) {
		const node = await tools.devices.nodeOf(on);
		const found = await signatureOf(node, tools);
		if (found !== `${TYPE} ${LABEL}`) {
			return false;
		}
		const files = filesOf(tools);
		return withFileSystem({ on, type: TYPE }, 'read', tools, async (tree) => {
			const texts = await Promise.all(files.map(({ path }) => tree.read(path)));
			return files.every(({ text }, index) => texts[index] === text);
		});
	},
	async run({ on }, tools) {
		const files = filesOf(tools);
		await makeFileSystem(on, tools);
		await withFileSystem({ on, type: TYPE }, 'write', tools, async (tree) => {
			for (const file of files) {
				await tree.write(file, tools.signal);
			}
		});
		tools.write(`The configdrive has ${files.map(({ path }) => path).join(', ')}\n`);
	},
};

async function makeFileSystem(on: StoragePlace, { devices, run }: HandlerTools): Promise<void> {
	const node = await devices.nodeOf(on);
	await run('mkfs.ext2', ['-q', '-F', '-L', LABEL, node]);
	await devices.settle();
}

/** `TYPE LABEL`. */
async function signatureOf(node: string, { run }: HandlerTools): Promise<string> {
	const probe = (field: string) => run('blkid', ['-p', '-s', field, '-o', 'value', node], { isQuiet: true });
	try {
		return `${(await probe('TYPE')).trim()} ${(await probe('LABEL')).trim()}`;
	} catch (error) {
		// blkid says by its exit code that there is nothing.
		if (error instanceof StorageFailure && error.code === 'STORAGE_TOOL_FAILED') {
			return '';
		}
		throw error;
	}
}

function filesOf({ system }: HandlerTools): readonly SystemFile[] {
	if (system?.seed.kind !== 'configdrive') {
		const message = 'The plan writes a configdrive, and the description of the system has none';
		throw new StorageFailure('SYSTEM_INVALID', message, { subject: { field: 'seed.kind' } });
	}
	return configDriveFiles(system);
}
