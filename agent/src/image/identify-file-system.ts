import type { FileSystemType } from '@stoker/shared/storage/layout.js';
import type { HandlerTools } from '../storage/storage-tools.js';
import { type RunTool, toolRunner } from '../system/run-tool.js';
import { StorageFailure } from '../system/storage-failure.js';
import { withMounted } from './mounted.js';

type Tools = Pick<HandlerTools, 'run' | 'mounts' | 'write'>;

/** How a file system that came in an image is made one of the plan. */
interface Adoption {
	/** Makes it as large as its place; undefined for what stays as it is. */
	readonly grow?: (node: string, tools: Tools) => Promise<void>;
	/** Gives it its UUID. What is cut off in the middle still has the old one, or none that is known. */
	readonly identify: (uuid: string, node: string, run: RunTool) => Promise<void>;
}

/** Checking and growing a file system of many terabytes. */
const TIMEOUT_MS = 6 * 60 * 60_000;
/** e2fsck says with this code that it changed something, and that all is well now. */
const CORRECTED = '1';

const EXTENDED: Adoption = {
	grow: async (node, { run }) => {
		await checkExtended(node, run);
		await run('resize2fs', [node], { timeoutMs: TIMEOUT_MS });
	},
	identify: async (uuid, node, run) => {
		await run('tune2fs', ['-U', uuid, node], { timeoutMs: TIMEOUT_MS });
	},
};

const ADOPTIONS: Readonly<Record<FileSystemType, Adoption>> = {
	ext2: EXTENDED,
	ext3: EXTENDED,
	ext4: EXTENDED,
	xfs: {
		grow: (node, tools) =>
			withMounted({ node, type: 'xfs', access: 'write' }, tools, async (folder) => {
				await tools.run('xfs_growfs', [folder], { timeoutMs: TIMEOUT_MS });
			}),
		identify: async (uuid, node, run) => {
			await run('xfs_admin', ['-U', uuid, node], { timeoutMs: TIMEOUT_MS });
		},
	},
	btrfs: {
		grow: growBtrfs,
		identify: async (uuid, node, run) => {
			await run('btrfstune', ['-f', '-U', uuid, node], { timeoutMs: TIMEOUT_MS });
		},
	},
	vfat: {
		identify: async (uuid, node, run) => {
			await run('fatlabel', ['-i', node, uuid.replace('-', '')]);
		},
	},
	swap: {
		identify: async (uuid, node, run) => {
			await run('swaplabel', ['-U', uuid, node]);
		},
	},
};

/** Makes a file system as large as the device it is on; nothing happens to one that is. Types that cannot grow stay. */
export async function growFileSystem(type: FileSystemType, node: string, tools: Tools): Promise<void> {
	await ADOPTIONS[type].grow?.(node, tools);
}

/** Gives a file system its last UUID; the label stays. */
export async function identifyFileSystem(
	type: FileSystemType,
	uuid: string,
	node: string,
	run: RunTool,
): Promise<void> {
	await ADOPTIONS[type].identify(uuid, node, run);
}

async function checkExtended(node: string, run: RunTool): Promise<void> {
	try {
		await run('e2fsck', ['-f', '-p', node], { timeoutMs: TIMEOUT_MS });
	} catch (error) {
		if (!(error instanceof StorageFailure && error.subject['exitCode'] === CORRECTED)) {
			throw error;
		}
	}
}

/** The kernel remembers which device has which UUID; another image of the same build may come next. */
async function growBtrfs(node: string, tools: Tools): Promise<void> {
	await withMounted({ node, type: 'btrfs', access: 'write' }, tools, async (folder) => {
		await tools.run('btrfs', ['filesystem', 'resize', 'max', folder], { timeoutMs: TIMEOUT_MS });
	});
	const run = toolRunner({ signal: new AbortController().signal, write: tools.write });
	await run('btrfs', ['device', 'scan', '--forget', node], { isQuiet: true });
}
