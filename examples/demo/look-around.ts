import { once } from 'node:events';
import { relative } from 'node:path';
import { CHECKOUT_FILES, ENVIRONMENT } from './layout.js';
import { type Stage, stoker } from './story.js';

const COMMANDS: readonly (readonly string[])[] = [
	['node', 'list'],
	['deployment', 'tasks', ENVIRONMENT, '--node', 'app-1'],
	['logs', ENVIRONMENT, 'buy@probe-1'],
	['explain', ENVIRONMENT, 'start_app@app-2'],
	['deployment', 'report', ENVIRONMENT],
];

const MORE = [
	`stoker env plan ${ENVIRONMENT}`,
	`stoker env deploy ${ENVIRONMENT}              # again: everything restarts, nothing is lost`,
	`stoker deployment gantt ${ENVIRONMENT} --file shop.svg   # what ran when, for a browser`,
	`stoker simulate $(stoker env plan ${ENVIRONMENT} -o name) --compare nodes-at-once=2   # how the next would go`,
	`stoker events ${ENVIRONMENT} --after 0 --until-now`,
	'stoker node show store-1',
	'stoker audit verify',
];

/** Stays up until Enter or Ctrl-C, so that the user can look around in another terminal; either is a good end. */
export async function lookAround({ layout, narrator }: Stage, frontDoor: string, signal: AbortSignal): Promise<void> {
	narrator.heading('It stays up: look around in another terminal');
	narrator.say(`  alias stoker='${CHECKOUT_FILES.cli}'`);
	narrator.say(`  export STOKER_CONTEXT_FILE='${layout.context}'\n`);
	for (const line of [...COMMANDS.map((words) => `stoker ${words.join(' ')}`), ...MORE, `curl ${frontDoor}`]) {
		narrator.say(`  ${line}`);
	}
	narrator.say(`\nLogs of the programs: ${relative(process.cwd(), layout.logs)}. Enter or Ctrl-C ends everything.`);
	try {
		// A terminal that is closed has an end and no signal for us: make keeps that to itself.
		await Promise.race([once(process.stdin, 'data', { signal }), once(process.stdin, 'end', { signal })]);
	} catch (error) {
		if (!signal.aborted) {
			throw error;
		}
	} finally {
		// A terminal that is read would keep the process up.
		process.stdin.pause();
	}
}

/** Without a terminal nobody can look, so a few of the commands are shown. */
export async function showAround(stage: Stage): Promise<void> {
	stage.narrator.heading('Looking around');
	for (const words of COMMANDS) {
		await stoker(stage, ...words);
	}
}
