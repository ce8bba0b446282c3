import type { Log } from '@stoker/shared/model/ports.js';
import type { Turn } from './turn-record.js';

/** Logs the durable transitions of a turn at `debug`. The event rows are the record; this is for whoever watches a log. */
export function logTransitions(log: Log, { batches }: Turn<unknown>): void {
	if (log.isLevelEnabled?.('debug') !== true) {
		return;
	}
	for (const { events } of batches) {
		for (const { body } of events) {
			if (body.kind === 'task_run_changed') {
				const { deploymentId, nodeId, taskId, attempt, from, to, message } = body;
				log.debug({ deploymentId, nodeId, taskId, attempt, from, to, message }, 'task run changed');
			}
		}
	}
}
