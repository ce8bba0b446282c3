import type { Handler } from '../case.js';
import { answerPuppetJob } from './puppet-job.js';
import { answerRecordedRun } from './recorded-run.js';

/** Who answers which kind of execution.json. */
export const EXECUTION_HANDLERS: Readonly<Record<string, Handler>> = {
	puppet_job: answerPuppetJob,
	run: answerRecordedRun,
};
