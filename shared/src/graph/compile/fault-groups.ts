import type { TaskDefinition } from '../../model/task.js';
import { allowedFailures } from '../fault-tolerance.js';
import type { FaultToleranceGroup } from '../plan-graph.js';
import type { NodeIndex } from './node-index.js';

/** How many nodes of each group may fail; a group that no node is in is none (reference, section 2.4). */
export function faultGroups(tasks: readonly TaskDefinition[], nodes: NodeIndex): readonly FaultToleranceGroup[] {
	return tasks.flatMap((group) => {
		const where = group.type === 'group' ? nodes.resolve(group.roles) : new Int32Array(0);
		if (where.length === 0) {
			return [];
		}
		const nodeIds = [...where].flatMap((node) => nodes.nodes[node]?.id ?? []);
		const faultTolerance = allowedFailures(group.extra['fault_tolerance'], nodeIds.length);
		return [{ name: group.id, nodeIds, faultTolerance }];
	});
}
