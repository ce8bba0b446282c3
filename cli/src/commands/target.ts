import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { GlobalOptions } from '../arguments/global-options.js';
import { UsageError } from '../arguments/usage-error.js';
import type { Context } from '../client/contexts.js';
import type { Target } from '../client/target.js';
import { isSocket } from '../system/files.js';
import type { Terminal } from '../system/terminal.js';
import { CliError } from './cli-error.js';
import { contextFilePath, nonEmpty, readContexts } from './context-file.js';

/** Which controller is meant, and why. */
export interface ResolvedTarget {
	readonly target: Target;
	/** Name of the context; `(local)` for a socket. */
	readonly name: string;
	readonly source: string;
}

const LOCAL_SOCKET = '/var/lib/stoker/run/admin.sock';
const SOCKET_PREFIX = 'unix:';
const LOCAL_NAME = '(local)';

/** Finds the controller: address, then context, then the local socket for root. */
export async function resolveTarget(options: GlobalOptions, terminal: Terminal): Promise<ResolvedTarget> {
	const { environment } = terminal;
	const address = options.address ?? nonEmpty(environment['STOKER_ADDRESS']);
	if (address?.startsWith(SOCKET_PREFIX) === true) {
		const source = options.address === undefined ? 'STOKER_ADDRESS' : '--address';
		return socketTarget(address.slice(SOCKET_PREFIX.length), source);
	}
	if (address !== undefined && !/^(\[[0-9a-fA-F:.]+\]|[^\s:/]+):\d{1,5}$/.test(address)) {
		throw new UsageError([`'${address}' is no address: write HOST:PORT, or unix:PATH for a local socket`], '');
	}
	const path = contextFilePath(options, terminal);
	const contexts = await readContexts(path);
	if (contexts === undefined && isNamed(options, environment)) {
		throw new CliError('FILE_UNREADABLE', `There is no file ${path}.`);
	}
	const asked = options.context ?? nonEmpty(environment['STOKER_CONTEXT']);
	const name = asked ?? nonEmpty(contexts?.current);
	if (name === undefined) {
		return localTarget(terminal, path);
	}
	const context = contexts?.contexts[name];
	if (context === undefined) {
		throw new CliError('CONTEXT_NOT_FOUND', `There is no context '${name}' in ${path}.`);
	}
	const target = { kind: 'tls', ...context, address: address ?? context.address } as const;
	return { target, name, source: path };
}

/** Throws CONTEXT_FILE_INVALID when certificates and key of a context cannot be used at all. */
export function requireUsable({ target, name, source }: ResolvedTarget): Target {
	const problems = target.kind === 'tls' ? credentialProblems(target) : [];
	if (problems.length > 0) {
		throw new CliError('CONTEXT_FILE_INVALID', `The context '${name}' of ${source} cannot be used.`, problems);
	}
	return target;
}

/** Whether somebody asked for this very file of contexts. */
function isNamed(options: GlobalOptions, environment: Terminal['environment']): boolean {
	return options.contextFile !== undefined || nonEmpty(environment['STOKER_CONTEXT_FILE']) !== undefined;
}

/** Whether a controller takes them is another question. */
function credentialProblems({ ca, certificate, key }: Context): readonly string[] {
	const problems: string[] = [];
	const read = <Value>(field: string, what: string, parse: () => Value): Value | undefined => {
		try {
			return parse();
		} catch {
			problems.push(`${field}: holds no ${what} in PEM`);
			return undefined;
		}
	};
	read('ca', 'certificate', () => new X509Certificate(ca));
	const own = read('certificate', 'certificate', () => new X509Certificate(certificate));
	const privateKey = read('key', 'private key', () => createPrivateKey(key));
	if (own !== undefined && privateKey !== undefined && !own.checkPrivateKey(privateKey)) {
		problems.push('key: does not belong to the certificate');
	}
	return problems;
}

async function localTarget(terminal: Terminal, path: string): Promise<ResolvedTarget> {
	if (terminal.isRoot && (await isSocket(LOCAL_SOCKET))) {
		return socketTarget(LOCAL_SOCKET, 'the local socket');
	}
	throw new CliError('CONTEXT_REQUIRED', `No controller is named: ${path} has no current context.`);
}

function socketTarget(path: string, source: string): ResolvedTarget {
	return { target: { kind: 'socket', path }, name: LOCAL_NAME, source };
}
