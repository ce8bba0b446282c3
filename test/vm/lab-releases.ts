import { stringify } from 'yaml';
import { KERNEL_PARAMETERS, type PublishedImage } from './mirrored-layout.js';

interface LabTask {
	readonly id: string;
	readonly type: string;
	readonly requires?: readonly string[];
	readonly parameters?: Readonly<Record<string, unknown>>;
}

/** As a release is imported. */
export type ReleaseFiles = readonly { readonly path: string; readonly content: Uint8Array }[];

export const LAB_ROLE = 'machine';

/** What the end of an installation makes of a node. */
const PROVISION_METADATA = {
	on_success: { node_attributes: { status: 'provisioned', error_type: '' } },
	on_error: { node_attributes: { status: 'error', error_type: 'provision' } },
};

/**
 * What machines of the lab are deployed with: graph `provision` installs and restarts them; every other graph is one task
 * that is shown for itself.
 */
export function labRelease(name: string, image: PublishedImage): ReleaseFiles {
	const images = { '/': { uri: image.url, format: 'tar', container: 'zstd', sha256: image.sha256 } };
	const console_ = KERNEL_PARAMETERS.match(/console=(\S+)/)?.[1] ?? '';
	const wishes = { image_data: images, consoles: [console_], seed: 'none', domain: 'lab.example' };
	return [
		{
			path: 'release.yaml',
			content: asYaml({ name, version: '1', roles_metadata: { [LAB_ROLE]: { name: 'Machine' } } }),
		},
		graph('provision', [
			{ id: 'partition', type: 'partition', parameters: wishes },
			{ id: 'write-image', type: 'write_image', requires: ['partition'] },
			{ id: 'boot-loader', type: 'bootloader', requires: ['write-image'] },
			{ id: 'restart', type: 'reboot', requires: ['boot-loader'], parameters: { timeout: 900 } },
		]),
		{ path: 'graphs/provision.metadata.yaml', content: asYaml(PROVISION_METADATA) },
		graph('partition', [{ id: 'partition', type: 'partition' }]),
		graph('restart', [{ id: 'restart', type: 'reboot', parameters: { timeout: 900 } }]),
		graph('erase', [{ id: 'erase', type: 'erase_node' }]),
		graph('bootstrap', [{ id: 'move', type: 'move_to_bootstrap', parameters: { timeout: 900 } }]),
	];
}

function graph(type: string, tasks: readonly LabTask[]): ReleaseFiles[number] {
	const definitions = tasks.map(({ requires = [], parameters = {}, ...task }) => {
		return { ...task, version: '2.1.0', roles: [LAB_ROLE], requires, parameters };
	});
	return { path: `graphs/${type}.tasks.yaml`, content: asYaml(definitions) };
}

function asYaml(value: unknown): Uint8Array {
	return Buffer.from(stringify(value));
}
