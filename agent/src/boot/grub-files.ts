import type { HandlerTools } from '../storage/storage-tools.js';
import type { SystemFile, SystemTree } from '../system/system-tree.js';
import type { GrubProgram } from './grub-programs.js';
import type { ChosenGrub } from './install-grub.js';
import { type BootEntry, grubConfigText, serialConsoleOf } from './text/grub-config.js';
import { grubDefaultsText } from './text/grub-defaults.js';
import { loaderEntryText } from './text/loader-entries.js';

/** What GRUB reads when the machine starts. */
export interface GrubFiles {
	/** Written as they are. */
	readonly files: readonly SystemFile[];
	/** grub.cfg that the installed system's own generator writes. */
	readonly generated: readonly string[];
}

interface GrubFacts {
	readonly tree: SystemTree;
	readonly chosen: ChosenGrub;
	readonly entries: readonly BootEntry[];
	/** Words of the kernel's command line beside the root. */
	readonly words: readonly string[];
}

const GENERATOR = 'grub2-mkconfig';
const DEFAULTS = '/etc/default/grub';
const ENTRIES = '/boot/loader/entries';
const PUBLIC = { mode: 0o644, folderMode: 0o755 };
/** Needed where kernels lie on other file systems than grub.cfg. */
const MODULES_OF_SEVERAL = ['part_gpt', 'part_msdos', 'lvm', 'mdraid09', 'mdraid1x', 'ext2', 'xfs', 'btrfs'];
const TIMEOUT_MS = 10 * 60_000;

/**
 * A small grub.cfg of our own, where kernels that are installed later replace it by a generated one (Debian). Where they only
 * add entries of their own (RHEL), the system's generator writes it.
 */
export async function grubFiles({ tree, chosen, entries, words }: GrubFacts): Promise<GrubFiles> {
	const grubs = [chosen.bios, chosen.efi].filter((grub) => grub !== undefined);
	const isGenerated = async (grub: GrubProgram) =>
		grub.folder === '/boot/grub2' && (await tree.has(`/usr/sbin/${GENERATOR}`));
	const generated = new Set<string>();
	const written = new Set<string>();
	for (const grub of grubs) {
		((await isGenerated(grub)) ? generated : written).add(`${grub.folder}/grub.cfg`);
	}
	const serial = serialConsoleOf(words);
	const modules = new Set(entries.map(({ bootUuid }) => bootUuid)).size > 1 ? MODULES_OF_SEVERAL : [];
	const text = grubConfigText({ entries, serial, modules });
	return {
		files: [
			...(await defaultsFiles(tree, grubs, grubDefaults(words))),
			...(generated.size > 0 ? await entryFiles(tree, entries[0]?.words ?? []) : []),
			...[...written].map((path) => ({ path, text, mode: 0o600, folderMode: 0o755 })),
		],
		generated: [...generated],
	};
}

/** Runs the generator of the installed system. */
export async function generateConfig(path: string, tree: SystemTree, { run }: HandlerTools): Promise<void> {
	await run('chroot', [tree.root, GENERATOR, '-o', path], { timeoutMs: TIMEOUT_MS });
}

/** Whether a generated grub.cfg starts this system. */
export async function isGenerated(path: string, tree: SystemTree, entries: readonly BootEntry[]): Promise<boolean> {
	const text = await tree.read(path);
	const root = entries[0]?.words[0] ?? '';
	return text.includes('blscfg') || (root !== '' && text.includes(root));
}

function grubDefaults(words: readonly string[]): (present: string) => string {
	return (present) => grubDefaultsText(present, { words, serial: serialConsoleOf(words) });
}

/** A file of its own where the system reads a folder after the file: there images have settings of theirs. */
async function defaultsFiles(
	tree: SystemTree,
	grubs: readonly GrubProgram[],
	textOf: (present: string) => string,
): Promise<readonly SystemFile[]> {
	if (grubs.every(({ owner }) => owner === 'running') && !(await tree.has(DEFAULTS))) {
		return [];
	}
	if ((await tree.findFolder(`${DEFAULTS}.d`)) !== '') {
		return [{ path: `${DEFAULTS}.d/99-stoker.cfg`, text: textOf(''), ...PUBLIC }];
	}
	return [{ path: DEFAULTS, text: textOf(await tree.read(DEFAULTS)), ...PUBLIC }];
}

async function entryFiles(tree: SystemTree, words: readonly string[]): Promise<readonly SystemFile[]> {
	const line = words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
	const names = (await tree.list(ENTRIES)).filter((name) => name.endsWith('.conf'));
	const entries = names.map(async (name) => {
		const path = `${ENTRIES}/${name}`;
		return { path, text: loaderEntryText(await tree.read(path), line), ...PUBLIC };
	});
	return [...(await Promise.all(entries)), { path: '/etc/kernel/cmdline', text: `${line}\n`, ...PUBLIC }];
}
