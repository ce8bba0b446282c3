import { benchDispatch } from './dispatch.js';
import { benchPrograms } from './programs.js';
import { type Figure, jsonLine, judge, table } from './report.js';

/** Runs every bench; exits with 1 when a figure that counts is over its budget. */
const dispatchSettings = { agents: 200, tasksPerAgent: 150, seed: 7 };

const figures: Figure[] = [];

function publish(suite: string, settings: object, found: readonly Figure[]): void {
	process.stdout.write(`${jsonLine(suite, settings, found)}\n`);
	figures.push(...found);
}

publish('programs', {}, await benchPrograms());
publish('dispatch', dispatchSettings, await benchDispatch(dispatchSettings));
process.stdout.write(`\n${table(figures)}\n`);
process.exitCode = figures.some((figure) => judge(figure) === 'over budget') ? 1 : 0;
