import { createHash } from 'node:crypto';
import type { HandlerTools } from '../storage/storage-tools.js';
import { StorageFailure } from '../system/storage-failure.js';
import type { SystemTree } from '../system/system-tree.js';
import { CRYPTTAB, LINK_FOLDER, LINK_PREFIX } from './system-files.js';
import type { InstalledKernel } from './text/installed-kernels.js';
import { SETTLE_SCRIPT } from './text/settle-script.js';

/** How a distribution makes its initial file systems. */
export type InitramfsMaker = 'update-initramfs' | 'dracut' | undefined;

/** What an initial file system was made from, and which one it was. */
interface InitramfsStamp {
	readonly inputs: string;
	readonly sizeBytes: number;
	readonly modifiedMs: number;
}

/** Remembers what was made, so that nothing that takes a minute is done twice. */
const STAMPS = '/var/lib/stoker/initramfs.json';
const DEBIAN_SETTINGS = ['/etc/initramfs-tools/initramfs.conf', '/etc/initramfs-tools/conf.d'];
const MAKERS = { 'update-initramfs': ['/usr/sbin', '/sbin'], dracut: ['/usr/bin', '/usr/sbin', '/sbin'] } as const;
const TIMEOUT_MS = 30 * 60_000;

export async function initramfsMakerOf(tree: SystemTree): Promise<InitramfsMaker> {
	for (const maker of ['update-initramfs', 'dracut'] as const) {
		const found = await Promise.all(MAKERS[maker].map((folder) => tree.has(`${folder}/${maker}`)));
		if (found.some(Boolean)) {
			return maker;
		}
	}
	return undefined;
}

/** Kernels whose initial file system does not know this machine yet; rescue kernels carry all they need. */
export async function staleInitramfs(
	tree: SystemTree,
	kernels: readonly InstalledKernel[],
): Promise<readonly InstalledKernel[]> {
	const maker = await initramfsMakerOf(tree);
	if (maker === undefined) {
		return [];
	}
	const inputs = await readInputs(tree);
	const digest = digestOf(inputs);
	// What the distribution made for any machine knows this one too, unless something was written that it carries.
	const isGeneral = inputs.length === 0 && maker === 'update-initramfs' && !(await isMadeForOneMachine(tree));
	const stamps = await readStamps(tree);
	const stale: InstalledKernel[] = [];
	for (const kernel of kernels.filter(({ version }) => !version.includes('rescue'))) {
		const found = kernel.initramfsName === '' ? undefined : await tree.stamp(`/boot/${kernel.initramfsName}`);
		const stamp = stamps[kernel.version];
		const isKnown =
			stamp?.inputs === digest && stamp.sizeBytes === found?.sizeBytes && stamp.modifiedMs === found.modifiedMs;
		if (found === undefined || !(isGeneral || isKnown)) {
			stale.push(kernel);
		}
	}
	return stale;
}

/** Makes the initial file system of a kernel anew, by the programs of the installed system. */
export async function makeInitramfs(tree: SystemTree, kernel: InstalledKernel, tools: HandlerTools): Promise<void> {
	const { version, initramfsName } = kernel;
	const maker = await initramfsMakerOf(tree);
	// What update-initramfs has not made itself it changes only when told to take it over.
	const words =
		maker === 'dracut'
			? ['dracut', '--force', '--no-hostonly', '--kver', version, `/boot/initramfs-${version}.img`]
			: ['update-initramfs', initramfsName === '' ? '-c' : '-u', '-t', '-k', version];
	await tools.run('chroot', [tree.root, ...words], { timeoutMs: TIMEOUT_MS });
	const name = maker === 'dracut' ? `initramfs-${version}.img` : `initrd.img-${version}`;
	const made = await tree.stamp(`/boot/${name}`);
	if (made === undefined || made.sizeBytes === 0) {
		const message = `${words[0]} ended well and left no /boot/${name}`;
		throw new StorageFailure('STORAGE_NOT_VERIFIED', message, { subject: { kernel: version } });
	}
	const stamps = { ...(await readStamps(tree)), [version]: { inputs: digestOf(await readInputs(tree)), ...made } };
	const text = `${JSON.stringify(stamps)}\n`;
	await tree.write({ path: STAMPS, text, mode: 0o600, folderMode: 0o755 }, tools.signal);
}

/** What an initial file system takes over of what was written for this machine, by path. */
async function readInputs(tree: SystemTree): Promise<readonly (readonly [string, string])[]> {
	const links = (await tree.list(LINK_FOLDER)).filter((name) => name.startsWith(LINK_PREFIX));
	const tables = [CRYPTTAB, '/etc/mdadm/mdadm.conf', '/etc/mdadm.conf', SETTLE_SCRIPT];
	const paths = [...tables, ...links.map((name) => `${LINK_FOLDER}/${name}`)];
	const read = await Promise.all(paths.map(async (path) => [path, meaningOf(await tree.read(path))] as const));
	return read.filter(([, text]) => text !== '');
}

/** Only what volumes and arrays are opened by: comments and settings of programs change nothing. */
function meaningOf(text: string): string {
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !/^(?:#|CREATE|HOMEHOST|MAILADDR|PROGRAM|DEVICE\s+partitions)/i.test(line))
		.join('\n');
}

async function isMadeForOneMachine(tree: SystemTree): Promise<boolean> {
	const [main = '', folder = ''] = DEBIAN_SETTINGS;
	const paths = [main, ...(await tree.list(folder)).map((name) => `${folder}/${name}`)];
	const texts = await Promise.all(paths.map((path) => tree.read(path)));
	return texts.some((text) => /^\s*MODULES=["']?(?:dep|list)\b/m.test(text));
}

async function readStamps(tree: SystemTree): Promise<Readonly<Record<string, InitramfsStamp>>> {
	try {
		const stamps: unknown = JSON.parse(await tree.read(STAMPS));
		return typeof stamps === 'object' && stamps !== null ? (stamps as Record<string, InitramfsStamp>) : {};
	} catch {
		return {};
	}
}

function digestOf(inputs: readonly (readonly [string, string])[]): string {
	return createHash('sha256').update(JSON.stringify(inputs)).digest('hex');
}
