import { benchDispatch } from './dispatch.js';
import { type Figure, jsonLine, judge, table } from './report.js';

/** Runs every bench; exits with 1 when a figure that counts is over its budget. */
const dispatchSettings = { agents: 200, tasksPerAgent: 150, seed: 7 };

const figures: Figure[] = [];
const dispatch = await benchDispatch(dispatchSettings);
process.stdout.write(`${jsonLine('dispatch', dispatchSettings, dispatch)}\n`);
figures.push(...dispatch);
process.stdout.write(`\n${table(figures)}\n`);
process.exitCode = figures.some((figure) => judge(figure) === 'over budget') ? 1 : 0;
