import type { PlanGraphNode } from '@stoker/shared/graph/plan-graph.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import type { JsonValue } from '@stoker/shared/model/task.js';
import { listOf, objectOf, textOf } from '../json.js';

/** `{uid: [tags]}` as nodes of a plan. */
export function readNodes(value: JsonValue | undefined): readonly PlanGraphNode[] {
	return Object.entries(objectOf(value)).map(([uid, tags]) => {
		return { id: uid as NodeId, name: `node-${uid}`, roles: [], tags: listOf(tags).map(textOf) };
	});
}
