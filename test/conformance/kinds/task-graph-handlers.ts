import type { Handler } from '../case.js';
import { answerCurrentState } from './current-state.js';
import { answerFaultTolerance, answerMerge, answerResolve, answerRoundTrip } from './definitions.js';
import { answerExecute } from './execute.js';
import { answerExpand } from './expand.js';
import { answerExpandEight } from './expand-eight.js';
import { answerExpression, answerRewrite } from './expression.js';
import { answerYaql } from './yaql.js';

/** Who answers which kind of task-graph.json. */
export const TASK_GRAPH_HANDLERS: Readonly<Record<string, Handler>> = {
	current_state: answerCurrentState,
	execute: answerExecute,
	expand: answerExpand,
	expand_v8: answerExpandEight,
	expression: answerExpression,
	fault_tolerance: answerFaultTolerance,
	merge: answerMerge,
	resolve: answerResolve,
	rewrite: answerRewrite,
	store_roundtrip: answerRoundTrip,
	yaql: answerYaql,
};
