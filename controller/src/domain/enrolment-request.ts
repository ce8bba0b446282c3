import type { HardwareIdentity } from '@stoker/shared/model/enrolment.js';
import type { FieldViolation } from '@stoker/shared/model/stoker-error.js';
import { isAnonymous } from './enrolment.js';

/** What a machine says of itself when it asks to join; none of it is trusted. */
export interface Introduction {
	readonly hardware: HardwareIdentity;
	readonly hostName: string;
	readonly agentVersion: string;
}

const LONGEST_TEXT = 255;
const MOST_MAC_ADDRESSES = 128;
const MAC_ADDRESS = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5,19}$/;
// Firmware fills these fields with anything; what is stored and shown must at least be printable.
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Every field of an introduction that does not fit. */
export function checkIntroduction({ hardware, hostName, agentVersion }: Introduction): FieldViolation[] {
	const texts = {
		'hardware.system_uuid': hardware.systemUuid,
		'hardware.serial_number': hardware.serialNumber,
		'hardware.instance': hardware.instance,
		host_name: hostName,
		agent_version: agentVersion,
	};
	const violations = Object.entries(texts)
		.filter(([, text]) => text.length > LONGEST_TEXT || !PRINTABLE.test(text))
		.map(([field]) => ({ field, description: `must be at most ${LONGEST_TEXT} printable ASCII characters` }));
	const { macAddresses } = hardware;
	if (macAddresses.length > MOST_MAC_ADDRESSES || !macAddresses.every((address) => MAC_ADDRESS.test(address))) {
		const description = `must be at most ${MOST_MAC_ADDRESSES} addresses in lower case with colons`;
		violations.push({ field: 'hardware.mac_addresses', description });
	}
	if (isAnonymous(hardware)) {
		const description = 'must hold a system UUID, a serial number, a MAC address or an instance';
		violations.push({ field: 'hardware', description });
	}
	return violations;
}
