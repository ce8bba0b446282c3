import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { Executor } from '../../agent/src/executor/executor.js';
import { runAgent } from '../../agent/src/run-agent.js';
import { TASK_TYPES } from '../../shared/src/model/task.js';
import { randomNumbers } from './random-numbers.js';

/**
 * The real agent with only its executor table replaced: every task of any type sleeps 2 to 20 ms.
 * `SLEEP_SEED` seeds the durations; arguments are those of `stoker-agent run`.
 */
const MIN_MS = 2;
const MAX_MS = 20;

const { values } = parseArgs({
	allowPositionals: true,
	options: { 'state-dir': { type: 'string', default: '' }, root: { type: 'string', default: '/' } },
});

const random = randomNumbers(Number(process.env['SLEEP_SEED'] ?? '1'));

const sleeper: Executor = {
	plan: () => ({
		kind: 'action',
		run: (context) => {
			const milliseconds = MIN_MS + random() * (MAX_MS - MIN_MS);
			context.write(`sleeping ${milliseconds.toFixed(1)} ms\n`);
			return new Promise((done) => setTimeout(done, milliseconds));
		},
	}),
};

const agent = await runAgent({
	stateFolder: resolve(values['state-dir']),
	root: resolve(values.root),
	log: pino({ level: 'info' }, pino.destination({ dest: 2, sync: true })),
	executors: Object.fromEntries(TASK_TYPES.map((type) => [type, sleeper])),
	wrapperPath: process.env['STOKER_WRAPPER'] ?? '',
});
process.once('SIGTERM', () => void agent.stop().then(() => process.exit(0)));
await agent.ended;
