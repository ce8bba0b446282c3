import type { Diagnostic } from '../../model/diagnostic.js';
import { compareNodeIds, type NodeId } from '../../model/ids.js';
import type { ReleaseContent } from '../../model/release.js';
import type { JsonObject, JsonValue } from '../../model/task.js';
import { diagnose } from '../diagnostic-codes.js';
import { nodeTags } from '../node-tags.js';
import type { PlanGraphNode } from '../plan-graph.js';
import { parseDocument } from './parse-document.js';

/** Nodes somebody wrote down, ordered by id. With errors among the diagnostics, those that could be read. */
export interface ParsedNodeMap {
	readonly nodes: readonly PlanGraphNode[];
	readonly diagnostics: readonly Diagnostic[];
}

const NODE_ID = /^(?:\d{1,15}|master|null)$/;
const MAX_NODES = 100_000;

/**
 * Reads a map of node ids to lists of tags, primary ones written as `primary-TAG`, or to objects with `name`, `roles`
 * and `tags`. Without `tags` they follow from the roles: by the release where there is one, else a role is its own tag.
 */
export function parseNodeMap(file: string, text: string, release: ReleaseContent | undefined): ParsedNodeMap {
	const { value, diagnostics } = parseDocument(file, text);
	if (value === undefined) {
		return { nodes: [], diagnostics };
	}
	if (!isObject(value)) {
		const message = 'Expected a mapping of node ids to tags';
		return { nodes: [], diagnostics: [...diagnostics, diagnose('FIELD_INVALID', message, { file })] };
	}
	const entries = Object.entries(value);
	if (entries.length > MAX_NODES) {
		const message = `Expected at most ${MAX_NODES} nodes, found ${entries.length}`;
		return { nodes: [], diagnostics: [...diagnostics, diagnose('FIELD_INVALID', message, { file })] };
	}
	const problems: Diagnostic[] = [];
	const written: PlanGraphNode[] = [];
	const byRole: PlanGraphNode[] = [];
	for (const [id, node] of entries) {
		const read = readNode(id, node);
		if (typeof read === 'string') {
			problems.push(diagnose('FIELD_INVALID', `Node ${id}: ${read}`, { file, path: id }));
		} else if (read.tags === undefined) {
			byRole.push({ ...read, tags: read.roles });
		} else {
			written.push({ ...read, tags: read.tags });
		}
	}
	const tagged = release === undefined ? byRole : nodeTags(byRole, release);
	const nodes = [...written, ...tagged].sort((a, b) => compareNodeIds(a.id, b.id));
	return { nodes, diagnostics: [...diagnostics, ...problems] };
}

type WrittenNode = Omit<PlanGraphNode, 'tags'> & { readonly tags: readonly string[] | undefined };

/** A node, or what is wrong with it. */
function readNode(id: string, value: JsonValue): WrittenNode | string {
	if (!NODE_ID.test(id)) {
		return 'an id is a number, or master';
	}
	const name = Number.isNaN(Number(id)) ? id : `node-${id}`;
	const identity = { id: id as NodeId, name };
	const list = typeof value === 'string' ? [value] : value;
	if (isTexts(list)) {
		return { ...identity, roles: list, tags: list };
	}
	if (!isObject(list)) {
		return 'expected a list of tags, or a mapping with roles and tags';
	}
	const roles = list['roles'] ?? list['role'] ?? [];
	const { tags } = list as { readonly tags?: JsonValue };
	const roleList = typeof roles === 'string' ? [roles] : roles;
	const tagList = typeof tags === 'string' ? [tags] : tags;
	if (!isTexts(roleList) || !(tagList === undefined || isTexts(tagList))) {
		return 'roles and tags are lists of texts';
	}
	const given = list['name'];
	return {
		id: identity.id,
		name: typeof given === 'string' && given !== '' ? given : name,
		roles: roleList,
		tags: tagList,
	};
}

function isTexts(value: JsonValue | undefined): value is readonly string[] {
	return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isObject(value: JsonValue): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
