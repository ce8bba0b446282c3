import type { ListedRun } from '@stoker/shared/graph-query/list-runs.js';
import type { EdgeView, GraphInfoView, VertexView } from '@stoker/shared/model/views.js';
import { nodeLabel } from './cells.js';
import type { Kind } from './printer.js';

export const VERTEX_KIND: Kind<VertexView> = {
	singular: 'vertex',
	plural: 'vertices',
	name: ({ index }) => String(index),
	columns: [
		{ key: 'index', cell: ({ index }) => String(index), align: 'right' },
		{ key: 'kind', cell: ({ kind }) => ({ text: kind, tone: kind === 'task' ? 'plain' : 'dim' }) },
		{ key: 'node', cell: ({ nodeId }) => nodeLabel({ nodeId, nodeName: '' }) },
		{ key: 'task', cell: ({ taskId }) => ({ text: taskId, tone: 'strong' }), isFlexible: true },
		{ key: 'type', cell: ({ taskType }) => taskType },
		{ key: 'skipped-because', cell: ({ skipReason }) => skipReason, isFlexible: true },
	],
};

export const EDGE_KIND: Kind<EdgeView> = {
	singular: 'edge',
	plural: 'edges',
	name: ({ before, after }) => `${before} ${after}`,
	columns: [
		{ key: 'before', cell: ({ before }) => String(before), align: 'right' },
		{ key: 'after', cell: ({ after }) => String(after), align: 'right' },
		{ key: 'reason', cell: ({ reason }) => reason, isFlexible: true },
	],
};

export const GRAPH_INFO_KIND: Kind<GraphInfoView> = {
	singular: 'graph',
	plural: 'graphs',
	name: ({ graphType }) => graphType,
	columns: [
		{ key: 'type', cell: ({ graphType }) => ({ text: graphType, tone: 'strong' }), isFlexible: true },
		{ key: 'owner', cell: ({ owner }) => owner },
		{ key: 'tasks', cell: ({ taskCount }) => String(taskCount), align: 'right' },
	],
};

export const RUN_KIND: Kind<ListedRun> = {
	singular: 'graph_run',
	plural: 'graph_runs',
	name: ({ taskId, nodeId }) => `${taskId}@${nodeId}`,
	columns: [
		{ key: 'task', cell: ({ taskId }) => ({ text: taskId, tone: 'strong' }), isFlexible: true },
		{ key: 'node', cell: ({ nodeName }) => nodeName },
		{ key: 'type', cell: ({ taskType, kind }) => ({ text: taskType, tone: kind === 'task' ? 'plain' : 'dim' }) },
		{ key: 'waits-for', cell: ({ waitsFor }) => String(waitsFor), align: 'right' },
		{ key: 'awaited-by', cell: ({ isAwaitedBy }) => String(isAwaitedBy), align: 'right' },
		{ key: 'skipped-because', cell: ({ skipReason }) => skipReason, isFlexible: true },
	],
};
