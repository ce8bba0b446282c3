import type { Diagnostic } from '../model/diagnostic.js';
import type { DraftGraph } from './compile/draft-graph.js';
import type { PlanGraph } from './plan-graph.js';

/** finds problems */
export function validateGraph(_draft: DraftGraph, _graph: PlanGraph): readonly Diagnostic[] {
	return [];
}
