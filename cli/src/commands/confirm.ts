import { UsageError } from '../arguments/usage-error.js';
import { sanitizeLine } from '../views/text.js';
import { CliError } from './cli-error.js';
import type { CommandContext } from './command-context.js';

/** Refuses a command that would have to ask where nobody can answer. Call it before anything is done. */
export function requireAnswerable(isConfirmed: boolean, { terminal }: CommandContext, path: string): void {
	if (!isConfirmed && !terminal.isInteractive) {
		throw new UsageError([`${path} asks before it goes on, and this is no terminal: add --yes in scripts`], path);
	}
}

/** Asks for the name of what will be gone. */
export async function confirmByName(name: string, warning: string, context: CommandContext): Promise<void> {
	const { paint } = context.messageStyle;
	await context.terminal.stderr.write(`${paint.warn(sanitizeLine(warning))}\n`);
	const answer = await context.terminal.readLine(`Type ${sanitizeLine(name)} to go on: `, context.signal);
	if (answer?.trim() !== name) {
		throw new CliError('CONFIRMATION_REFUSED', `'${answer?.trim() ?? ''}' is not '${name}'.`);
	}
}

/** Asks yes or no; anything but a clear yes is no. */
export async function confirmYes(question: string, context: CommandContext): Promise<void> {
	const answer = await context.terminal.readLine(`${question} [y/N] `, context.signal);
	if (!/^(y|yes)$/i.test(answer?.trim() ?? '')) {
		throw new CliError('CONFIRMATION_REFUSED', 'Not confirmed.');
	}
}
