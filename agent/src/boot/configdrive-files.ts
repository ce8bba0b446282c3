import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import type { SystemFile } from '../system/system-tree.js';

const FOLDER = '/openstack/latest';

/** Files of a configdrive in the layout that OpenStack gave it; user data may hold secrets. */
export function configDriveFiles({ seed }: Pick<ProvisionedSystem, 'seed'>): readonly SystemFile[] {
	const texts = { 'meta_data.json': seed.metaData, user_data: seed.userData, 'network_data.json': seed.networkConfig };
	return Object.entries(texts)
		.filter(([name, text]) => name === 'meta_data.json' || text !== '')
		.map(([name, text]) => ({ path: `${FOLDER}/${name}`, text, mode: 0o600, folderMode: 0o700 }));
}
