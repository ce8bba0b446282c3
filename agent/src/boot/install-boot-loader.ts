import type { InstallBootLoaderAction } from '@stoker/shared/storage/storage-action.js';
import type { ActionHandler, HandlerTools } from '../storage/storage-tools.js';
import type { SystemTree } from '../system/system-tree.js';
import { type BootTargets, bootTargets } from './boot-targets.js';
import { type DescribedSystem, describeSystem } from './describe-system.js';
import { registerLoaders } from './efi-variables.js';
import { type GrubFiles, generateConfig, grubFiles, isGenerated } from './grub-files.js';
import { makeInitramfs } from './initramfs.js';
import {
	type ChosenGrub,
	chooseGrub,
	hasEfiLoader,
	installForBios,
	installForEfi,
	isBootable,
} from './install-grub.js';
import { type InstalledSystem, installedSystems } from './installed-systems.js';
import { addKernelFolders, withSystem } from './mount-system.js';
import type { BootEntry } from './text/grub-config.js';

/** Makes the systems of a machine start from every disk to boot from, by what the firmware finds there. */
export const installBootLoader: ActionHandler<'install_boot_loader'> = {
	async isDone(action, tools) {
		const targets = bootTargets(action, tools.plan);
		const [main, ...others] = installedSystems(action.fileSystems);
		const entries = await entriesOf(others, action, tools, 'read');
		if (main === undefined || entries === undefined) {
			return false;
		}
		const chosen = await withSystem(main, 'read', tools, async (tree) => {
			const described = await describeSystem(main, tree, { tools, planned: action.kernelParameters });
			const boot = await describeBoot(tree, targets, { described, entries });
			return (await isWritten(tree, boot)) && described.stale.length === 0 ? boot.chosen : undefined;
		});
		return chosen !== undefined && (await areLoadersThere(targets, chosen, tools));
	},
	async run(action, tools) {
		const targets = bootTargets(action, tools.plan);
		const [main, ...others] = installedSystems(action.fileSystems);
		const entries = (await entriesOf(others, action, tools, 'write')) ?? [];
		if (main === undefined) {
			return;
		}
		await withSystem(main, 'write', tools, async (tree) => {
			await addKernelFolders(tree, tools.run);
			const described = await refreshed(main, tree, { tools, planned: action.kernelParameters });
			const { chosen, files, allEntries } = await describeBoot(tree, targets, { described, entries });
			await installLoaders(targets, chosen, { tree, tools });
			for (const file of files.files) {
				await tree.write(file, tools.signal);
				tools.write(`${file.path}: written\n`);
			}
			for (const path of files.generated) {
				if (!(await isGenerated(path, tree, allEntries))) {
					await generateConfig(path, tree, tools);
				}
			}
		});
		if (targets.required === 'uefi') {
			await registerLoaders(targets.efi, tools);
		}
	},
};

/** Entries of the systems that are not started by themselves; undefined where one is not ready. */
async function entriesOf(
	systems: readonly InstalledSystem[],
	{ kernelParameters: planned }: InstallBootLoaderAction,
	tools: HandlerTools,
	access: 'read' | 'write',
): Promise<readonly BootEntry[] | undefined> {
	const all: BootEntry[] = [];
	for (const system of systems) {
		const described = await withSystem(system, access, tools, async (tree) => {
			if (access === 'read') {
				return describeSystem(system, tree, { tools, planned });
			}
			await addKernelFolders(tree, tools.run);
			return refreshed(system, tree, { tools, planned });
		});
		if (described === undefined || described.stale.length > 0) {
			return undefined;
		}
		all.push(...described.entries);
	}
	return all;
}

interface Refreshing {
	readonly tools: HandlerTools;
	readonly planned: string;
}

/** What a system is started by, after its initial file systems know this machine. */
async function refreshed(system: InstalledSystem, tree: SystemTree, given: Refreshing): Promise<DescribedSystem> {
	const { stale } = await describeSystem(system, tree, given);
	for (const kernel of stale) {
		await makeInitramfs(tree, kernel, given.tools);
	}
	return describeSystem(system, tree, given);
}

interface DescribedBoot {
	readonly chosen: ChosenGrub;
	readonly files: GrubFiles;
	readonly allEntries: readonly BootEntry[];
}

async function describeBoot(
	tree: SystemTree,
	targets: BootTargets,
	{ described, entries }: { readonly described: DescribedSystem; readonly entries: readonly BootEntry[] },
): Promise<DescribedBoot> {
	const chosen = await chooseGrub(tree, targets);
	const allEntries = [...described.entries, ...entries];
	const files = await grubFiles({ tree, chosen, entries: allEntries, words: described.words });
	return { chosen, files, allEntries };
}

async function installLoaders(
	{ bios, efi }: BootTargets,
	chosen: ChosenGrub,
	installing: { readonly tree: SystemTree; readonly tools: HandlerTools },
): Promise<void> {
	if (chosen.bios !== undefined) {
		await installForBios(bios, chosen.bios, installing);
	}
	if (chosen.efi !== undefined) {
		await installForEfi(efi, chosen.efi, installing);
	}
}

async function isWritten(tree: SystemTree, { files, allEntries }: DescribedBoot): Promise<boolean> {
	for (const file of files.files) {
		if (!(await tree.isWritten(file))) {
			return false;
		}
	}
	for (const path of files.generated) {
		if (!(await isGenerated(path, tree, allEntries))) {
			return false;
		}
	}
	return true;
}

async function areLoadersThere({ bios, efi }: BootTargets, chosen: ChosenGrub, tools: HandlerTools): Promise<boolean> {
	for (const disk of chosen.bios === undefined ? [] : bios) {
		if (!(await isBootable(disk, tools))) {
			return false;
		}
	}
	for (const target of chosen.efi === undefined ? [] : efi) {
		if (!(await hasEfiLoader(target, tools))) {
			return false;
		}
	}
	return true;
}
