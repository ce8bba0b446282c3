import type { HandlerTools } from '../storage/storage-tools.js';
import { StorageFailure } from '../system/storage-failure.js';
import { sysFiles } from '../system/sys-files.js';
import type { EfiTarget } from './boot-targets.js';
import { newBootOrder, parseEfiEntries, staleEntries } from './text/efi-entries.js';

const VARIABLES = '/sys/firmware/efi/efivars';
const LABEL = 'Stoker';
const LOADER = '\\EFI\\BOOT\\BOOTX64.EFI';

/**
 * Tells the firmware of each copy of the loader. It is found without this, by its name; a firmware that refuses is told
 * of in the output and is no failure.
 */
export async function registerLoaders(targets: readonly EfiTarget[], tools: HandlerTools): Promise<void> {
	if ((await sysFiles.listNames(VARIABLES)).length === 0) {
		tools.write('The running system was not started by UEFI: the firmware finds the loader by its name.\n');
		return;
	}
	try {
		await writeEntries(targets, tools);
	} catch (error) {
		if (!(error instanceof StorageFailure)) {
			throw error;
		}
		tools.write(`The firmware did not take entries, and finds the loader by its name: ${error.message}\n`);
	}
}

async function writeEntries(targets: readonly EfiTarget[], { devices, run }: HandlerTools): Promise<void> {
	const read = async () => parseEfiEntries(await run('efibootmgr', ['-v'], { isQuiet: true }));
	const guids = targets.map(({ guid }) => guid).filter((guid) => guid !== '');
	for (const number of staleEntries(await read(), `${LABEL} `, guids)) {
		await run('efibootmgr', ['--quiet', '--bootnum', number, '--delete-bootnum']);
	}
	// The last one made is the first one tried.
	for (const { disk, number } of targets.toReversed()) {
		const where = ['--disk', await devices.diskNode(disk), '--part', String(number)];
		const label = `${LABEL} ${disk.serial === '' ? disk.id : disk.serial}`;
		await run('efibootmgr', ['--quiet', '--create', ...where, '--label', label, '--loader', LOADER]);
	}
	await run('efibootmgr', ['--quiet', '--bootorder', newBootOrder(await read(), `${LABEL} `).join(',')]);
}
