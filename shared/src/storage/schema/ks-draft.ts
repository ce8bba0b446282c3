import type { Diagnostic } from '../../model/diagnostic.js';
import type { LayoutItemId } from '../../model/ids.js';
import { defaultFstab } from '../file-system-defaults.js';
import type { LayoutVolumeGroup, Preserve } from '../layout.js';
import { LayoutDraft, layoutItemId } from '../layout-draft.js';
import { readFileSystemType } from './file-system-type.js';
import type { KsSpaces } from './ks-spaces-schema.js';

/** What the layout of a node with `ks_spaces` also depends on. */
export interface KsOptions {
	/** Whether a partition for the configdrive is made. */
	readonly hasConfigDrive: boolean;
	/** GRUB 1 reads arrays only with their metadata at the end. */
	readonly isGrubOne: boolean;
}

/** A layout while `ks_spaces` is read. */
export class KsDraft extends LayoutDraft {
	readonly findings: Diagnostic[] = [];
	readonly options: KsOptions;
	/** How many journals each disk that has some takes, and how many are still to be placed. */
	readonly journalsPerDisk: number;
	journalsLeft: number;
	isBootPlaced = false;
	/** Arrays by mount point. */
	readonly raidIds = new Map<string, LayoutItemId>();
	configDriveId: LayoutItemId | '' = '';
	readonly #groupPaths: ReadonlyMap<string, string>;

	constructor(spaces: KsSpaces, options: KsOptions) {
		super({
			'fileSystems.label': 'disk_label',
			'partitions.typeGuid': 'partition_guid',
			'partitions.number': '',
			'volumeGroups.name': 'id',
		});
		this.options = options;
		const groups = spaces.map((space, index) => [space.type === 'vg' ? space.id : '', `[${index}]`] as const);
		this.#groupPaths = new Map(groups);
		this.journalsLeft = countVolumes(spaces, 'ceph');
		this.journalsPerDisk = Math.ceil(this.journalsLeft / Math.max(1, countVolumes(spaces, 'cephjournal')));
	}

	/** Adds what a volume asks to be made on an item. Nothing is made where there is no mount point. */
	addFileSystem(onId: LayoutItemId, wanted: WantedFileSystem, path: string): void {
		const type = readFileSystemType(wanted.type, `${path}.file_system`);
		if (typeof type === 'object') {
			this.findings.push(type);
			return;
		}
		const { mount, label, preserve } = wanted;
		const id = layoutItemId('filesystem', onId);
		const fstab = defaultFstab(type, mount);
		const made = { id, onId, type, label, options: '', mount, fstab, systemIds: [], preserve };
		this.add(this.fileSystems, made, path);
	}

	/** Lets a physical volume join its group, which is made when it is first named. */
	joinGroup(name: string, physicalVolumeId: LayoutItemId): void {
		const index = this.volumeGroups.findIndex((group) => group.name === name);
		const known = this.volumeGroups[index];
		if (known === undefined) {
			const group: LayoutVolumeGroup = {
				id: layoutItemId('group', name),
				name,
				physicalVolumeIds: [physicalVolumeId],
				preserve: 'clean',
			};
			this.add(this.volumeGroups, group, this.#groupPaths.get(name) ?? '');
		} else {
			this.volumeGroups[index] = { ...known, physicalVolumeIds: [...known.physicalVolumeIds, physicalVolumeId] };
		}
	}
}

/** A file system as a volume asks for it. */
export interface WantedFileSystem {
	readonly type: string;
	readonly mount: string;
	readonly label: string;
	readonly preserve: Preserve;
}

function countVolumes(spaces: KsSpaces, name: string): number {
	return spaces
		.flatMap((space) => (space.type === 'disk' ? space.volumes : []))
		.filter((volume) => volume.size > 0 && 'name' in volume && volume.name === name).length;
}
