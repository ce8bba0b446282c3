import { isTruthy } from '../expression/is-truthy.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { JsonObject } from '../model/task.js';
import { parseYaql } from '../yaql/parse-yaql.js';
import { reasonOf } from './compile/program.js';
import { diagnose } from './diagnostic-codes.js';

/** What graphs without a node filter of their own mean. */
const DEFAULT_NODE_FILTER =
	'not $.pending_addition and not $.pending_deletion and ($.status in [ready, provisioned, stopped] or $.status = error and $.error_type = deploy)';

/** Nodes that a filter lets through, or why it cannot be asked. */
export interface FilteredNodes<Node> {
	readonly nodes: readonly Node[];
	readonly diagnostics: readonly Diagnostic[];
}

/**
 * The nodes for which the `node_filter` of a graph's metadata is true; an empty one lets all through. `describe` gives
 * what the filter sees of a node: `status`, `error_type`, `pending_addition`, `pending_deletion` and so on (reference,
 * section 2.2).
 */
export function filterNodes<Node>(
	nodes: readonly Node[],
	filter: string | undefined,
	describe: (node: Node) => JsonObject,
): FilteredNodes<Node> {
	const text = filter ?? DEFAULT_NODE_FILTER;
	if (text.trim() === '') {
		return { nodes, diagnostics: [] };
	}
	try {
		const program = parseYaql(text);
		const passes = (root: JsonObject): boolean => {
			const state = { root, node: root, common: {} };
			return isTruthy(program.evaluate({ current: state, past: undefined }));
		};
		return { nodes: nodes.filter((node) => passes(describe(node))), diagnostics: [] };
	} catch (error) {
		const message = `The node filter has no value: ${reasonOf(error)} (${text.slice(0, 200)})`;
		return { nodes: [], diagnostics: [diagnose('NODE_FILTER_INVALID', message)] };
	}
}
