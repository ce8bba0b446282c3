import type { Handler } from '../case.js';
import { answerCommands } from './storage-commands.js';
import { answerDynamic } from './storage-dynamic.js';
import { answerGeneric } from './storage-generic.js';
import { answerKsSpaces } from './storage-ks-spaces.js';
import { answerNailgunSimple } from './storage-nailgun-simple.js';
import { answerDisksPut, answerVolumes } from './storage-volumes.js';

/** Who answers which suite of storage.json. */
export const STORAGE_HANDLERS: Readonly<Record<string, Handler>> = {
	'commands/bareon': answerCommands,
	'commands/fuel-agent': answerCommands,
	'disks PUT validation': answerDisksPut,
	dynamic: answerDynamic,
	'generic/ironic': answerGeneric,
	'ks_spaces/bareon': answerKsSpaces,
	'ks_spaces/fuel-agent': answerKsSpaces,
	nailgun_simple: answerNailgunSimple,
	volume_manager: answerVolumes,
};
