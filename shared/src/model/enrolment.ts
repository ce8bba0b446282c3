/** What identifies the hardware of a machine. MAC addresses in lower case with colons, sorted. */
export interface HardwareIdentity {
	readonly systemUuid: string;
	readonly serialNumber: string;
	readonly macAddresses: readonly string[];
	/** Tells apart several agents on one machine; empty on real machines. */
	readonly instance: string;
}

/**
 * The key under which a machine is recognised: equal for two enrolments of one machine, different for two machines.
 * Firmware that reports no UUID leaves the serial number or the first MAC address.
 */
export function hardwareKey(hardware: HardwareIdentity): string {
	const base = hardware.systemUuid || hardware.serialNumber || hardware.macAddresses[0] || '';
	return `${base.toLowerCase()}/${hardware.instance}`;
}
