import type { NodeId } from './ids.js';
import type { DeploymentDetailView, TaskRunView } from './views.js';

/** A run that failed by itself. */
export interface RootCauseView {
	readonly run: TaskRunView;
	/** Last lines of the output of its last attempt, oldest first. */
	readonly output: readonly string[];
	/** How many runs could not begin because of it. */
	readonly behindCount: number;
	/** The first of them, as TASK@NODE. */
	readonly behind: readonly string[];
}

export type OperatorDecisionKind = 'skipped' | 'marked_done';

/** A run that an operator took out of the way. */
export interface OperatorDecisionView {
	readonly kind: OperatorDecisionKind;
	readonly taskId: string;
	readonly nodeId: NodeId;
	readonly nodeName: string;
	/** By whom and why. */
	readonly message: string;
	readonly atMs: number | undefined;
}

/** A deployment and why it is where it is. Lists are bounded; the counts beside them are not. */
export interface DeploymentReportView extends DeploymentDetailView {
	/** Failures that count, the earliest first. */
	readonly rootCauses: readonly RootCauseView[];
	readonly rootCauseCount: number;
	/** Failures of tasks that may fail. */
	readonly tolerated: readonly RootCauseView[];
	readonly toleratedCount: number;
	readonly decisions: readonly OperatorDecisionView[];
	readonly decisionCount: number;
}
