import { MASTER_NODE_ID, type NodeId, SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import { expect, it } from 'vitest';
import { sumCounts, totalCounts } from './run-counts.js';

it('the work of a deployment is what its machines do, not the anchors between them', () => {
	const node = (nodeId: NodeId, succeeded: number, failed: number) => ({
		nodeId,
		counts: sumCounts([
			['succeeded', succeeded],
			['failed', failed],
		]),
	});
	const total = totalCounts([node('1' as NodeId, 4, 1), node(MASTER_NODE_ID, 2, 0), node(SYNC_NODE_ID, 3, 0)]);
	expect(total).toMatchObject({ succeeded: 6, failed: 1, pending: 0 });
});
