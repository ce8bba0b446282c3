import type { Handler } from '../case.js';
import { answerFaultTolerance, answerMerge, answerResolve, answerRoundTrip } from './definitions.js';
import { answerExecute } from './execute.js';
import { answerExpand } from './expand.js';
import { answerExpression, answerRewrite } from './expression.js';

/** Who answers which kind of task-graph.json. */
export const TASK_GRAPH_HANDLERS: Readonly<Record<string, Handler>> = {
	execute: answerExecute,
	expand: answerExpand,
	expression: answerExpression,
	fault_tolerance: answerFaultTolerance,
	merge: answerMerge,
	resolve: answerResolve,
	rewrite: answerRewrite,
	store_roundtrip: answerRoundTrip,
};
