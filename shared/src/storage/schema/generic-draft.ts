import { diagnose } from '../../graph/diagnostic-codes.js';
import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { passNumber } from '../file-system-defaults.js';
import type { StorageInventory } from '../inventory.js';
import type { Preserve } from '../layout.js';
import { LayoutDraft, layoutItemId } from '../layout-draft.js';
import { readFileSystemType } from './file-system-type.js';
import type { GenericDocument, GenericFileVolume, GenericLogicalVolume, GenericVolume } from './generic-schema.js';

/** What is made when a volume is mounted and names no file system. */
const DEFAULT_TYPE = 'xfs';
/** Other names of vfat. */
const FAT_TYPES: ReadonlySet<string> = new Set(['fat12', 'fat16', 'fat32', 'dosfs', 'vfat']);

/** A physical volume, and where the document has it. */
export interface GenericMember {
	readonly id: LayoutItemId;
	readonly path: string;
}

/** A partition that an array is made of, as its volume asks for it. */
export interface GenericRaidMember extends GenericMember {
	readonly volume: GenericFileVolume;
}

/** A layout while a generic document is read. */
export class GenericDraft extends LayoutDraft {
	readonly findings: Diagnostic[] = [];
	readonly machine: StorageInventory;
	/** What becomes of partitions, arrays, groups and volumes. */
	readonly preserve: Preserve;
	/** Names of the operating systems; the first is the default. */
	readonly systems: readonly string[];
	/** Those that any volume belongs to. */
	readonly usedSystems: ReadonlySet<string>;
	/** Physical volumes by the name of their group. */
	readonly members = new Map<string, readonly GenericMember[]>();
	/** Members of arrays by the mount point that makes them one. */
	readonly raidMembers = new Map<string, readonly GenericRaidMember[]>();
	readonly #policy: GenericDocument['partitions_policy'];

	constructor(document: GenericDocument, machine: StorageInventory) {
		super({
			'fileSystems.label': 'disk_label',
			'fileSystems.fstab.options': 'fstab_options',
			'partitions.number': '',
			'volumeGroups.name': 'id',
		});
		this.machine = machine;
		this.systems = document.images.map(({ name }) => name);
		this.#policy = document.partitions_policy;
		this.preserve = preserveOf(document);
		const [first] = this.systems;
		const volumes = document.partitions.flatMap(
			(device): readonly (GenericVolume | GenericLogicalVolume)[] => device.volumes,
		);
		this.usedSystems = new Set(
			volumes.flatMap((volume) => ('mount' in volume ? (volume.images ?? (first === undefined ? [] : [first])) : [])),
		);
	}

	/** What becomes of a file system by its flag: under `clean` nothing is kept. */
	preserveData(isKept: boolean): Preserve {
		return isKept && this.#policy !== 'clean' ? 'keep' : 'clean';
	}

	/** Operating systems that use a volume; ones that are not there are warned of. */
	systemsOf({ images }: GenericFileVolume, path: string): readonly string[] {
		if (images === undefined) {
			return this.systems.slice(0, 1);
		}
		for (const [index, name] of images.entries()) {
			if (!this.systems.includes(name)) {
				const message = `No image has the name ${name}`;
				const place = { path: `${path}.images[${index}]` };
				this.findings.push(diagnose('FIELD_WITHOUT_EFFECT', message, place));
			}
		}
		// A list without systems stands for all of them, so names of none stay: no system uses the volume.
		const known = [...new Set(images)].filter((name) => this.systems.includes(name));
		return known.length > 0 ? known : images.slice(0, 1);
	}

	/** Adds what a volume asks to be made on an item: nothing where it is neither mounted nor names a type. */
	addFileSystem(volume: GenericFileVolume, onId: LayoutItemId, path: string): void {
		const written = fileSystemOf(volume);
		if (written === '') {
			return;
		}
		const type = readFileSystemType(written, `${path}.file_system`);
		if (typeof type === 'object') {
			this.findings.push(type);
			return;
		}
		const systemIds = this.systemsOf(volume, path);
		// Of what is to be used by none there is not even a name.
		const mount = this.systems.length > 0 && systemIds.length === 0 ? '' : volume.mount;
		const fstab = {
			isEnabled: volume.fstab_enabled,
			options: volume.fstab_options,
			passNumber: mount === '' ? 0 : passNumber(type, mount),
		} as const;
		const preserve = this.preserveData(volume.keep_data);
		const made = { id: layoutItemId('filesystem', onId), onId, type, label: volume.disk_label, options: '', preserve };
		this.add(this.fileSystems, { ...made, mount, fstab, systemIds }, path);
	}
}

/** Type of the file system of a volume, under its own name; '' for none. */
export function fileSystemOf({ file_system: written = '', mount }: GenericFileVolume): string {
	if (written !== '' && written !== 'none') {
		return FAT_TYPES.has(written) ? 'vfat' : written;
	}
	if (mount === '' || written === 'none') {
		return '';
	}
	return mount === 'swap' ? 'swap' : DEFAULT_TYPE;
}

/**
 * Under verify all must be there already. Under nailgun_legacy one flag leaves every table as it is, and what has no flag
 * is made in the partitions there are (reference b.8).
 */
function preserveOf({ partitions_policy: policy, partitions }: GenericDocument): Preserve {
	switch (policy) {
		case 'verify':
			return 'verify';
		case 'clean':
			return 'clean';
		case 'nailgun_legacy': {
			const isAnyKept = partitions.some((device) => {
				const volumes: readonly (GenericVolume | GenericLogicalVolume)[] = device.volumes;
				return volumes.some((volume) => 'keep_data' in volume && volume.keep_data);
			});
			return isAnyKept ? 'verify' : 'clean';
		}
	}
}
