import { join } from 'node:path';
import type { ParametersOf } from '@stoker/shared/task-type/parse-parameters.js';
import { placeBelow } from '../system/confinement.js';
import { readIfPresent } from '../system/durable-file.js';
import type { Judgement, TaskContext, TaskPlan } from './executor.js';
import { parsePuppetSummary } from './puppet-summary.js';
import { quote } from './quote.js';

const EXIT_NOT_FOUND = 127;

/**
 * Runs `puppet apply`. What it did is read from a summary in a folder of this attempt alone, so that one of an earlier
 * run never counts; without a summary of its own the attempt has failed, whatever the exit code.
 */
export function planPuppet(task: ParametersOf<'puppet'>, context: TaskContext): TaskPlan {
	const folder = join(context.folder, 'puppet');
	const summaryFile = join(folder, 'summary.yaml');
	const words = [
		'puppet apply --detailed-exitcodes --logdest console --color false --verbose',
		...(task.debug ? ['--debug --trace --evaltrace'] : []),
		...(task.noop || context.isNoop ? ['--noop'] : []),
		`--lastrunfile ${quote(summaryFile)} --lastrunreport ${quote(join(folder, 'report.yaml'))}`,
		`--modulepath ${quote(placeAll(context.root, task.puppet_modules))}`,
		`-- ${quote(place(context.root, task.puppet_manifest))}`,
	];
	return {
		kind: 'process',
		workingDirectory: task.cwd,
		script: scriptOf({ command: words.join(' '), prefix: task.command_prefix, folder, summaryFile }),
		judge: async (exitCode) => judgeRun(exitCode, await readIfPresent(summaryFile)),
	};
}

/** Puppet's own 2 means that it changed something; what it started then is meant to stay, so it becomes 0 here. */
function scriptOf(run: { command: string; prefix: string; folder: string; summaryFile: string }): string {
	return `PATH="$PATH:/opt/puppetlabs/bin"
if ! command -v puppet >/dev/null; then
	echo 'Puppet is not installed on this machine.' >&2
	exit ${EXIT_NOT_FOUND}
fi
mkdir -p -m 0700 ${quote(run.folder)} || exit 1
${run.prefix} ${run.command}
code=$?
if [ -s ${quote(run.summaryFile)} ]; then
	echo
	cat ${quote(run.summaryFile)}
elif [ $code -eq 0 ] || [ $code -eq 2 ]; then
	echo 'Puppet left no summary of this run, so it does not count.' >&2
	exit 1
fi
[ $code -eq 2 ] && exit 0
exit $code
`;
}

function judgeRun(exitCode: number, text: string | undefined): Judgement {
	if (exitCode === EXIT_NOT_FOUND) {
		return { reason: 'spawn', message: 'Puppet is not installed on this machine, or its command prefix is not.' };
	}
	const summary = text === undefined ? undefined : parsePuppetSummary(text);
	if (summary === undefined) {
		const message = `Puppet ended with exit code ${exitCode} and left no summary of this run.`;
		return { reason: 'exit_code', message };
	}
	const { changed, failed, failedToRestart, total, outOfSync, seconds } = summary;
	const took = `of ${total} resources in ${seconds.toFixed(1)} s`;
	if (failed + failedToRestart > 0 || exitCode !== 0) {
		const restarts = failedToRestart === 0 ? '' : `, ${failedToRestart} failed to restart`;
		const ending = exitCode === 0 ? '' : ` Puppet ended with exit code ${exitCode}.`;
		return { reason: 'exit_code', message: `${failed} ${took} failed${restarts}.${ending}`, summary: { ...summary } };
	}
	const pending = outOfSync > changed ? `, ${outOfSync - changed} would be` : '';
	return { reason: undefined, message: `${changed} ${took} changed${pending}.`, summary: { ...summary } };
}

/** A plugin's paths are relative to its working directory. */
function place(root: string, path: string): string {
	return path.startsWith('/') ? placeBelow(root, path) : path;
}

function placeAll(root: string, paths: string): string {
	return paths
		.split(':')
		.filter((path) => path !== '')
		.map((path) => place(root, path))
		.join(':');
}
