import type { ContextAddValues, ContextNameValues } from '../arguments/context.js';
import { type Context, type Contexts, NO_CONTEXTS } from '../client/contexts.js';
import { CONTEXT_DETAILS, CONTEXT_KIND, type ContextView } from '../views/context-view.js';
import { CliError } from './cli-error.js';
import type { CommandContext, Run } from './command-context.js';
import { contextFilePath, nonEmpty, readContexts, writeContexts } from './context-file.js';
import { EXIT } from './exit-codes.js';
import { resolveTarget } from './target.js';

export const addContext: Run<ContextAddValues> = async ({ name, file, address, use }, context) => {
	const path = contextFilePath(context.options, context.terminal);
	const imported = await importContext(file);
	const known = (await readContexts(path)) ?? NO_CONTEXTS;
	if (known.contexts[name] !== undefined) {
		throw new CliError('CONTEXT_EXISTS', `There is a context '${name}' in ${path}.`);
	}
	const added = { ...imported, address: address ?? imported.address };
	const current = use || known.current === '' ? name : known.current;
	await writeContexts(path, { current, contexts: { ...known.contexts, [name]: added } });
	await context.say(`Added ${name} (${added.address})${current === name ? '; it is the current context.' : '.'}`);
	return EXIT.ok;
};

export const useContext: Run<ContextNameValues> = async ({ name }, context) => {
	const path = contextFilePath(context.options, context.terminal);
	const known = (await readContexts(path)) ?? NO_CONTEXTS;
	requireContext(known, name, path);
	await writeContexts(path, { ...known, current: name });
	await context.say(`${name} is the current context.`);
	return EXIT.ok;
};

export const listContexts: Run<Record<never, never>> = async (_values, context) => {
	const path = contextFilePath(context.options, context.terminal);
	const known = (await readContexts(path)) ?? NO_CONTEXTS;
	const views = Object.entries(known.contexts).map(([name, { address }]) => toView(name, address, known, path));
	const count = await context.printer.list(CONTEXT_KIND, views);
	if (count === 0) {
		await context.say(`No contexts in ${path}. \`stoker context add NAME --file admin.context.yaml\` adds one.`);
	}
	return EXIT.ok;
};

export const showContext: Run<ContextNameValues> = async ({ name }, context) => {
	await context.printer.item(
		CONTEXT_DETAILS,
		name === '' ? await contextInForce(context) : await namedContext(name, context),
	);
	return EXIT.ok;
};

export const removeContext: Run<ContextNameValues> = async ({ name }, context) => {
	const path = contextFilePath(context.options, context.terminal);
	const known = (await readContexts(path)) ?? NO_CONTEXTS;
	requireContext(known, name, path);
	const { [name]: _removed, ...contexts } = known.contexts;
	const current = known.current === name ? '' : known.current;
	await writeContexts(path, { current, contexts });
	await context.say(`Removed ${name}.${current === '' ? ' No context is current now.' : ''}`);
	return EXIT.ok;
};

async function importContext(file: string): Promise<Context> {
	const source = await readContexts(file);
	if (source === undefined) {
		throw new CliError('FILE_UNREADABLE', `There is no file ${file}.`);
	}
	const names = Object.keys(source.contexts);
	const only = names.length === 1 ? names[0] : undefined;
	const chosen = source.contexts[nonEmpty(source.current) ?? only ?? ''];
	if (chosen === undefined) {
		throw new CliError('CONTEXT_FILE_INVALID', `${file} has no current context that exists.`, [
			`contexts: ${names.join(', ') || 'none'}`,
		]);
	}
	return chosen;
}

async function contextInForce({ options, terminal }: CommandContext): Promise<ContextView> {
	const { target, name, source } = await resolveTarget(options, terminal);
	const address = target.kind === 'socket' ? `unix:${target.path}` : target.address;
	return { name, address, isCurrent: true, source };
}

async function namedContext(name: string, { options, terminal }: CommandContext): Promise<ContextView> {
	const path = contextFilePath(options, terminal);
	const known = (await readContexts(path)) ?? NO_CONTEXTS;
	return toView(name, requireContext(known, name, path).address, known, path);
}

function requireContext(known: Contexts, name: string, path: string): Context {
	const context = known.contexts[name];
	if (context === undefined) {
		throw new CliError('CONTEXT_NOT_FOUND', `There is no context '${name}' in ${path}.`);
	}
	return context;
}

function toView(name: string, address: string, { current }: Contexts, source: string): ContextView {
	return { name, address, isCurrent: name === current, source };
}
