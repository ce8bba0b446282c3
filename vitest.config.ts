import { defineConfig } from 'vitest/config';

const conditions = ['@stoker/source', 'module', 'node', 'development|production'];

const SECOND_MS = 1000;

export default defineConfig({
	resolve: { conditions },
	ssr: { resolve: { conditions, externalConditions: ['@stoker/source', 'node'] } },
	test: {
		environment: 'node',
		pool: 'forks',
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['{shared,controller,agent,cli}/src/**/*.test.ts', 'test/{property,conformance,bench}/**/*.test.ts'],
					testTimeout: 60 * SECOND_MS,
					hookTimeout: 60 * SECOND_MS,
					maxWorkers: 2,
					sequence: { groupOrder: 0 },
				},
			},
			{
				// These start whole programs, so one file at a time, after the quick ones.
				extends: true,
				test: {
					name: 'integration',
					include: ['test/integration/**/*.test.ts'],
					testTimeout: 240 * SECOND_MS,
					hookTimeout: 120 * SECOND_MS,
					maxWorkers: 1,
					sequence: { groupOrder: 1 },
				},
			},
		],
	},
});
