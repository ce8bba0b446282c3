import type { PictureLane } from './picture.js';

/** The label of a lane and how many nodes it has. */
export function laneTitle({ label, nodeCount }: PictureLane): string {
	return nodeCount > 0 ? `${label} (${nodeCount})` : label;
}
