import type { TaskPlan } from './executor.js';

/** Changes nothing and says something. */
export function says(text: string): TaskPlan {
	return {
		kind: 'action',
		run({ write }) {
			write(`${text}\n`);
			return Promise.resolve();
		},
		isDone: () => Promise.resolve(true),
	};
}
