import type { PlanGraph } from '../graph/plan-graph.js';
import type { RunLimits } from '../model/deployment-control.js';
import type { NodeId } from '../model/ids.js';

/** Seconds between which a duration is drawn evenly. */
export interface SecondsRange {
	readonly least: number;
	readonly most: number;
}

/** How long task runs take. The first that is known counts: what was given, what is remembered, the default. */
export interface DurationSource {
	/** By task id. */
	readonly given: ReadonlyMap<string, SecondsRange>;
	/** Milliseconds that each task took before, by task id. */
	readonly remembered: ReadonlyMap<string, number>;
	readonly standard: SecondsRange;
}

/** Shares of attempts that fail, from 0 to 1. */
export interface FailureRates {
	/** By task id. */
	readonly tasks: ReadonlyMap<string, number>;
	/** Of all other tasks. */
	readonly standard: number;
}

/** A node whose agent is not heard any more from a time on. */
export interface NodeDeath {
	readonly nodeId: NodeId;
	readonly atSeconds: number;
}

/** What is simulated. Equal input gives an equal result. */
export interface SimulationInput {
	readonly graph: PlanGraph;
	readonly seed: number;
	readonly durations: DurationSource;
	readonly failures: FailureRates;
	readonly deaths: readonly NodeDeath[];
	/** Seconds after its death when an operator declares a node lost; undefined when nobody does. */
	readonly declareLostAfterSeconds: number | undefined;
	/** Runs that each agent takes at once. */
	readonly slots: number;
	readonly limits: RunLimits;
}
