import type { EnvironmentId } from './ids.js';

export type NotificationSeverity = 'info' | 'warning' | 'error';

/** What a notification is about. */
export type NotificationTopic =
	| 'deployment_ended'
	| 'node_unreachable'
	| 'node_lost'
	| 'node_waiting'
	| 'hardware_drifted'
	| 'disk_full';

/** Something that people should know. */
export interface NotificationView {
	/** Its number. */
	readonly id: string;
	readonly atMs: number;
	readonly severity: NotificationSeverity;
	/** A {@link NotificationTopic}, or one of a newer controller. */
	readonly topic: string;
	/** Undefined when it belongs to none. */
	readonly environmentId: EnvironmentId | undefined;
	readonly environmentName: string;
	/** For example "node 3". */
	readonly object: string;
	/** One sentence. */
	readonly message: string;
	/** Undefined until somebody marked it. */
	readonly readAtMs: number | undefined;
	readonly readBy: string;
}
