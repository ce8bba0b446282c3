/** How an attempt ended, or that it has not. */
export type BarState = 'succeeded' | 'failed' | 'running' | 'retried' | 'cancelled';

/** An attempt, or attempts of one task on alike nodes. Times are milliseconds from the start. */
export interface GanttBar {
	readonly label: string;
	readonly tooltip: string;
	readonly fromMs: number;
	readonly toMs: number;
	/** Where half of the attempts it stands for had begun and ended; the same as the bar for a single one. */
	readonly coreFromMs: number;
	readonly coreToMs: number;
	readonly state: BarState;
	readonly isCritical: boolean;
	/** Where its step on the path is, from 0; undefined when it is not on it. */
	readonly step: number | undefined;
}

/** A time in which a run could have begun. */
export interface GanttWait {
	readonly fromMs: number;
	readonly toMs: number;
	/** Index of the bar it ends at. */
	readonly bar: number;
}

/** A node, or nodes of equal roles. */
export interface GanttLane {
	readonly label: string;
	/** Roles, or how many nodes. */
	readonly detail: string;
	readonly bars: readonly GanttBar[];
	readonly waits: readonly GanttWait[];
}

/** What a chart shows, before anything has a place. */
export interface GanttChart {
	readonly title: string;
	readonly summary: string;
	readonly lengthMs: number;
	readonly lanes: readonly GanttLane[];
}
