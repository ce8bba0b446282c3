import { canonicalJson } from '../../model/canonical-json.js';
import type { LayoutItemId } from '../../model/ids.js';
import type { FileSystemType, Layout } from '../layout.js';

/**
 * Identifiers that follow from the layout and a seed. What a plan makes carries them, so that a later plan of the same
 * layout and seed knows it again; nothing has to be remembered beside the disks.
 */
export class PlanIdentity {
	readonly #root: string;
	readonly #sha256: (text: string) => string;

	constructor(layout: Layout, seed: string, sha256: (text: string) => string) {
		// Kernel names change between boots and say nothing about what is wanted.
		const nameless = { ...layout, disks: layout.disks.map((disk) => ({ ...disk, device: '' })) };
		this.#root = sha256(`${seed}\n${canonicalJson(nameless)}`);
		this.#sha256 = sha256;
	}

	/** A UUID of version 8 (RFC 9562): its bits are those of a digest. */
	uuid(...words: readonly string[]): string {
		const hex = this.#sha256([this.#root, ...words].join('\n'));
		const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4] ?? '8';
		const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
		return [...parts, hex.slice(20, 32)].join('-');
	}

	/** As LVM groups the characters of a UUID. */
	volumeUuid(id: LayoutItemId): string {
		const hex = this.uuid(id).replaceAll('-', '');
		const middle = [6, 10, 14, 18, 22].map((start) => hex.slice(start, start + 4));
		return [hex.slice(0, 6), ...middle, hex.slice(26)].join('-');
	}

	tableGuid(diskId: LayoutItemId, table: 'gpt' | 'msdos' | 'none', stage: 'open' | 'sealed'): string {
		const uuid = this.uuid(diskId, stage);
		return table === 'gpt' ? uuid : uuid.slice(0, 8);
	}

	/** As blkid shows it: that of vfat is shorter. */
	fileSystemUuid(id: LayoutItemId, type: FileSystemType): string {
		const uuid = this.uuid(id);
		return type === 'vfat' ? `${uuid.slice(0, 4)}-${uuid.slice(4, 8)}`.toUpperCase() : uuid;
	}
}
