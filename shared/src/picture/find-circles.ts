import { groupEdges } from '../graph/adjacency.js';
import { type StrongComponents, strongComponents } from '../graph/strong-components.js';
import type { PointGraph } from './quotient.js';

/** Points that reach each other. */
export function findCircles(successors: PointGraph['successors']): StrongComponents {
	const from = successors.flatMap((targets, point) => Array<number>(targets.size).fill(point));
	const to = successors.flatMap((targets) => [...targets]);
	return strongComponents(groupEdges(Int32Array.from(from), Int32Array.from(to), successors.length), successors.length);
}
