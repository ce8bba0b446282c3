import type { LogsValues } from '../arguments/log.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';
import { findDeploymentId } from './find-deployment.js';

/** Copies a task's output byte for byte; whatever is said goes to standard error. */
export const readLogs: Run<LogsValues> = async ({ deployment, task, ...wanted }, context) => {
	const client = await context.connect();
	const deploymentId = await findDeploymentId(client, deployment);
	const onConnection = (state: 'lost' | 'restored'): void =>
		void context.say(state === 'lost' ? 'The connection was lost; trying again.' : 'The connection is back.');
	let shown = 0;
	for await (const piece of client.logs.read({ deploymentId, taskId: task, ...wanted }, { onConnection })) {
		if (piece.attempt !== 0 && piece.attempt !== shown) {
			if (shown !== 0) {
				await context.say(`Attempt ${piece.attempt} follows.`);
			}
			shown = piece.attempt;
		}
		await context.terminal.stdout.write(piece.data);
		if (piece.missingBytes !== undefined) {
			await context.say(
				`${piece.missingBytes} more bytes of its output are not here: its agent still has them, or could not keep them.`,
			);
		}
	}
	return EXIT.ok;
};
