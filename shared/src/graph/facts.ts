import type { JsonObject } from '../model/task.js';

/** What expressions are evaluated on. `$` is the deep union of the common part and the node's (the node wins). */
export interface Facts {
	readonly common: JsonObject;
	/** By node id, "master" and "null" included where they have any. */
	readonly nodes: Readonly<Record<string, JsonObject>>;
}

/** What was in force when each task last ended well, by task id and node; an absent node part means never. */
export interface PastState {
	/** The whole state a node's run of this task last ended well with; undefined when it never did. */
	of(taskId: string, nodeId: string): PastFacts | undefined;
}

/** Facts a run once ended well with. */
export interface PastFacts {
	readonly common: JsonObject;
	readonly node: JsonObject;
}
