import type { PlanGraph } from '../graph/plan-graph.js';
import type { TaskRunState } from '../model/deployment.js';
import type { DeploymentControl, NodeExclusion } from '../model/deployment-control.js';
import type { FaultGroup } from './fault-policy.js';
import type { CountedAttempts } from './repetitions.js';

/** A deployment as the scheduler takes it up. */
export interface DispatcherInput extends CountedAttempts {
	readonly graph: PlanGraph;
	/** Number of tasks on the longest way to an end, by vertex. */
	readonly priorities: Int32Array;
	readonly faultGroups: readonly FaultGroup[];
	readonly control: DeploymentControl;
	/** Recorded states by vertex; what is not recorded is pending. */
	readonly states?: ReadonlyMap<number, TaskRunState>;
	/** Runs with an attempt that has not been seen to end; those of lost attempts are not running any more. */
	readonly open?: Iterable<number>;
	readonly excluded?: readonly NodeExclusion[];
	readonly isStopping?: boolean;
}
