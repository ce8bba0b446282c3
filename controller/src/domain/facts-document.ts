import { mergeFacts } from '@stoker/shared/graph/compile/merge-facts.js';
import type { Facts } from '@stoker/shared/graph/facts.js';
import { SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import type { JsonObject } from '@stoker/shared/model/task.js';

/** No facts at all. */
export const NO_FACTS: Facts = { common: {}, nodes: {} };

/** A node as facts are generated for it. */
export interface FactsNode {
	readonly id: string;
	readonly name: string;
	readonly roles: readonly string[];
}

/** What facts are generated from. */
export interface FactsSource {
	readonly environment: { readonly id: string; readonly name: string };
	readonly release: { readonly name: string; readonly version: string };
	readonly nodes: readonly FactsNode[];
}

/** What the controller knows by itself, in the shape that task libraries expect. */
export function generateFacts({ environment, release, nodes }: FactsSource): Facts {
	const metadata = Object.fromEntries(
		nodes.map(({ id, name, roles }): [string, JsonObject] => [
			name,
			{ uid: id, name, user_node_name: name, fqdn: name, node_roles: roles },
		]),
	);
	return {
		common: {
			cluster: { id: environment.id, name: environment.name },
			release: { name: release.name, version: release.version },
			openstack_version: release.version,
			network_metadata: { nodes: metadata, vips: {} },
		},
		nodes: {
			...Object.fromEntries(nodes.map(({ id, name, roles }): [string, JsonObject] => [id, { uid: id, name, roles }])),
			master: { uid: 'master', roles: ['master'] },
			[SYNC_NODE_ID]: {},
		},
	};
}

/** What is in force: mappings merge, everything else the person wrote replaces what was generated. */
export function overlayFacts(generated: Facts, written: Facts): Facts {
	const ids = new Set([...Object.keys(generated.nodes), ...Object.keys(written.nodes)]);
	return {
		common: mergeFacts(generated.common, written.common),
		nodes: Object.fromEntries(
			[...ids].map((id) => [id, mergeFacts(generated.nodes[id] ?? {}, written.nodes[id] ?? {})]),
		),
	};
}
