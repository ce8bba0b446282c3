import type { AllocateSize, SpaceMetadata, VolumeMetadata } from './volume-metadata.js';

/** A space that the roles of a node ask for. */
export interface NodeSpace {
	readonly metadata: SpaceMetadata;
	readonly allocateSize: AllocateSize;
}

export interface SpaceRules {
	readonly diskCount: number;
	/** Images are kept in Ceph, so controllers need no room for them. */
	readonly hasImagesInCeph: boolean;
}

/** Where no role of a node has a mapping. */
const OTHER_ROLE = 'other';

/** Roles in the order of the mapping, so that one set of roles always gives one layout; others after them by name. */
export function orderRoles(metadata: VolumeMetadata, roles: readonly string[]): readonly string[] {
	const mapped = Object.keys(metadata.volumes_roles_mapping);
	const rank = (role: string) => {
		const index = mapped.indexOf(role);
		return index < 0 ? mapped.length : index;
	};
	return [...new Set(roles)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Spaces of the roles in their order, each once; of two roles that want one, the first says how it is allocated. */
export function nodeSpaces(
	metadata: VolumeMetadata,
	roles: readonly string[],
	rules: SpaceRules,
): readonly NodeSpace[] {
	const mapped = roles.filter((role) => Object.hasOwn(metadata.volumes_roles_mapping, role));
	const wanted = new Map<string, AllocateSize>();
	for (const role of mapped.length > 0 ? mapped : [OTHER_ROLE]) {
		for (const { id, allocate_size: allocateSize } of metadata.volumes_roles_mapping[role] ?? []) {
			const isNeeded = !(role === 'controller' && id === 'image' && rules.hasImagesInCeph);
			if (isNeeded && !wanted.has(id)) {
				// The one disk of a node holds the system as well.
				wanted.set(id, allocateSize === 'full-disk' && rules.diskCount === 1 ? 'all' : allocateSize);
			}
		}
	}
	const byId = new Map(metadata.volumes.map((space) => [space.id, space]));
	return [...wanted].flatMap(([id, allocateSize]) => {
		const space = byId.get(id);
		return space === undefined ? [] : [{ metadata: space, allocateSize }];
	});
}
