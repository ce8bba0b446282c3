import { createHash } from 'node:crypto';
import type { HardwareIdentity } from '@stoker/shared/model/enrolment.js';
import { type Inventory, NO_BMC, NO_MEMORY, NO_NEIGHBOUR, NO_NIC_FEATURES } from '@stoker/shared/model/inventory.js';
import { NO_CONTENT } from '@stoker/shared/storage/inventory.js';
import { canonicalDigest } from '../discovery/canonical-digest.js';
import type { KnownInventory } from '../session/session.js';

const GIB = 1024 ** 3;
const DISKS = 4;
const NICS = 2;

/** A machine that does not exist, shaped like a small server. Equal names in one fleet give the same machine. */
export interface PretendMachine {
	readonly hardware: HardwareIdentity;
	readonly inventory: KnownInventory;
}

/** @param fleetId tells the machines of this fleet from those of every other */
export function pretendMachine(fleetId: string, name: string): PretendMachine {
	const hash = createHash('sha256').update(`${fleetId}/${name}`).digest('hex');
	const systemUuid = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)];
	const macAddresses = Array.from({ length: NICS }, (_, index) => macAddress(hash, index));
	const hardware = { systemUuid: systemUuid.join('-'), serialNumber: hash.slice(32, 44), macAddresses, instance: '' };
	const inventory = inventoryOf(name, hardware, hash);
	return { hardware, inventory: { digest: canonicalDigest(inventory), inventory } };
}

function inventoryOf(name: string, hardware: HardwareIdentity, hash: string): Inventory {
	return {
		system: {
			hostName: name,
			manufacturer: 'Stoker',
			product: 'Pretend machine',
			serialNumber: hardware.serialNumber,
			uuid: hardware.systemUuid,
			operatingSystem: 'none',
			kernel: '',
			architecture: 'x86_64',
			firmware: 'uefi',
		},
		cpu: { model: 'Pretend processor', sockets: 2, cores: 16, threads: 32, numaNodes: [] },
		memoryBytes: 128 * GIB,
		disks: Array.from({ length: DISKS }, (_, index) => disk(hash, index)),
		nics: hardware.macAddresses.map((address, index) => ({
			name: `eth${index}`,
			macAddress: address,
			driver: 'ixgbe',
			speedMbitPerSecond: 10_000,
			hasLink: true,
			addresses: [],
			busPath: `0000:3b:00.${index}`,
			permanentMacAddress: address,
			pciId: '',
			numaNode: -1,
			virtualFunctionLimit: 0,
			virtualFunctions: 0,
			neighbour: NO_NEIGHBOUR,
			...NO_NIC_FEATURES,
		})),
		bmc: NO_BMC,
		memory: NO_MEMORY,
		accelerators: [],
		storageControllers: [],
	};
}

function disk(hash: string, index: number): Inventory['disks'][number] {
	const wwn = `0x5000${hash.slice(44, 55)}${index}`;
	const name = `sd${'abcd'.charAt(index)}`;
	return {
		name,
		device: `/dev/${name}`,
		sizeBytes: 960 * GIB,
		model: 'Pretend disk',
		serial: `${hash.slice(44, 56)}${index}`,
		wwn,
		transport: 'sas',
		isRotational: false,
		isRemovable: false,
		logicalSectorBytes: 512,
		physicalSectorBytes: 4096,
		links: [`disk/by-id/wwn-${wwn}`],
		optimalIoBytes: 0,
		vendor: '',
		isReadOnly: false,
		scsiAddress: '',
		paths: [],
		content: NO_CONTENT,
	};
}

/** Locally administered, so that it is nobody's. */
function macAddress(hash: string, index: number): string {
	const bytes = [0, 1, 2, 3].map((byte) => hash.slice(byte * 2, byte * 2 + 2));
	return ['02', ...bytes, String(index).padStart(2, '0')].join(':');
}
