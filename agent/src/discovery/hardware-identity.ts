import { createHash } from 'node:crypto';
import type { HardwareIdentity } from '@stoker/shared/model/enrolment.js';
import { sysFiles } from '../system/sys-files.js';
import { readMacAddresses } from './network-cards.js';

const DMI = '/sys/class/dmi/id';
const INSTANCE_LENGTH = 12;

/** What firmware writes where it has nothing to say. */
const PLACEHOLDER =
	/^(?:|none|not specified|not applicable|default string|to be filled by o\.?e\.?m\.?|0+|[0f-]+|system serial number)$/i;

/** What tells this machine from others; `instance` tells apart several agents on it. */
export async function readHardwareIdentity(instance: string): Promise<HardwareIdentity> {
	const [systemUuid, serialNumber, macAddresses] = await Promise.all([
		sysFiles.readText(`${DMI}/product_uuid`),
		sysFiles.readText(`${DMI}/product_serial`),
		readMacAddresses(),
	]);
	return {
		systemUuid: withoutPlaceholder(systemUuid.toLowerCase()),
		serialNumber: withoutPlaceholder(serialNumber),
		macAddresses,
		instance,
	};
}

/** The instance of an agent confined to a folder; empty for the one that has the whole machine. */
export function instanceOfRoot(root: string): string {
	return root === '/' ? '' : createHash('sha256').update(root).digest('hex').slice(0, INSTANCE_LENGTH);
}

/** Firmware text that many machines share identifies none of them. */
export function withoutPlaceholder(text: string): string {
	return PLACEHOLDER.test(text) ? '' : text;
}
