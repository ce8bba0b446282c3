import type { AcceptedAssignment } from '../journal/journal-record.js';
import { parseParameters } from './attempt-run.js';
import type { AttemptTools } from './attempt-tools.js';
import { endRemnants } from './remnants.js';

/** Nobody waits for the outcome of a stray, so it gets little time to end by itself. */
const STRAY_GRACE_SECONDS = 2;

/**
 * Removes attempt folders that the journal does not hold. Those it has closed were being removed when the agent ended.
 * Others belong to a journal that was lost: the controller will hear of a new journal and take them for ended, so what
 * still runs of them is ended first. One with an exit record has ended; what it left running was meant to stay.
 */
export async function removeStrays(tools: AttemptTools): Promise<void> {
	const { journal, spool, log } = tools;
	const { entries, closed } = journal.state;
	for (const assignmentId of await spool.list()) {
		if (entries.has(assignmentId)) {
			continue;
		}
		if (!closed.has(assignmentId) && (await spool.readExit(assignmentId)) === undefined) {
			log.warn({ assignmentId }, 'attempt of a lost journal found, ending what is left of it');
			await spool.claim(assignmentId);
			await endRemnants(tools, assignmentId, STRAY_GRACE_SECONDS);
		}
		await spool.remove(assignmentId);
	}
}

/** Whether an accepted attempt can still be started: its parameters may not have outlived a power loss. */
export async function isRestartable(tools: AttemptTools, assignment: AcceptedAssignment): Promise<boolean> {
	if (assignment.parametersBlob !== undefined) {
		return true;
	}
	const text = await tools.spool.readParameters(assignment.assignmentId);
	try {
		parseParameters(text);
		return true;
	} catch {
		return false;
	}
}
