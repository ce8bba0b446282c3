import type { EnvironmentFactsShowValues, EnvironmentFactsValues } from '../arguments/environment.js';
import type { Run } from './command-context.js';
import { EXIT } from './exit-codes.js';
import { requireText } from './graph-files.js';

export const setFacts: Run<EnvironmentFactsValues> = async ({ environment, file }, context) => {
	const text = file === '' ? '' : await requireText(file);
	const client = await context.connect();
	const digest = await client.environments.setFacts(environment, text);
	await context.say(digest === '' ? `${environment} has no facts of its own now.` : `Kept; digest ${digest}`);
	return EXIT.ok;
};

export const showFacts: Run<EnvironmentFactsShowValues> = async ({ environment, isEffective }, context) => {
	const client = await context.connect();
	const document = await client.environments.facts(environment, isEffective);
	await context.terminal.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
	return EXIT.ok;
};
