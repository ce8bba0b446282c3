import type { Facts } from '@stoker/shared/graph/facts.js';
import { SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';
import { parseDocument } from 'yaml';

/** Most nodes that aliases may stand for. */
const MAX_ALIASES = 10_000;
const PARTS = ['common', 'nodes'];

/** No facts at all. */
export const NO_FACTS: Facts = { common: {}, nodes: {} };

/** Reads facts as a person writes them: YAML or JSON. Throws INVALID_REQUEST with every problem. */
export function parseFacts(text: string): Facts {
	const document = parseDocument(text, { uniqueKeys: false });
	if (document.errors.length > 0) {
		throw refuse(document.errors.map((error) => error.message.split('\n')[0] ?? error.message));
	}
	const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
	if (value === null || value === undefined) {
		return NO_FACTS;
	}
	if (!isObject(value)) {
		throw refuse(['must be a mapping with the keys common and nodes']);
	}
	const { common = {}, nodes = {} } = value as { readonly common?: unknown; readonly nodes?: unknown };
	const problems = Object.keys(value)
		.filter((key) => !PARTS.includes(key))
		.map((key) => `${key} is neither common nor nodes`);
	if (!isObject(common)) {
		problems.push('common must be a mapping');
	}
	if (!isObject(nodes)) {
		problems.push('nodes must be a mapping of node ids');
	} else {
		problems.push(...Object.keys(nodes).flatMap((id) => (isObject(nodes[id]) ? [] : [`nodes.${id} must be a mapping`])));
	}
	if (problems.length > 0) {
		throw refuse(problems);
	}
	return { common: common as JsonObject, nodes: nodes as Facts['nodes'] };
}

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
export function mergeFacts(generated: Facts, written: Facts): Facts {
	const ids = new Set([...Object.keys(generated.nodes), ...Object.keys(written.nodes)]);
	return {
		common: mergeObjects(generated.common, written.common),
		nodes: Object.fromEntries(
			[...ids].map((id) => [id, mergeObjects(generated.nodes[id] ?? {}, written.nodes[id] ?? {})]),
		),
	};
}

function mergeObjects(base: JsonObject, over: JsonObject): JsonObject {
	const merged: Record<string, JsonValue> = { ...base };
	for (const [key, value] of Object.entries(over)) {
		const before = merged[key];
		merged[key] = isObject(before) && isObject(value) ? mergeObjects(before, value) : value;
	}
	return merged;
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(problems: readonly string[]): StokerError {
	return new StokerError('INVALID_REQUEST', `The facts cannot be used: ${problems[0]}.`, {
		violations: problems.map((description) => ({ field: 'document', description })),
	});
}
