#!/usr/bin/env node
import { EXIT } from './commands/exit-codes.js';
import { runCommandLine } from './commands/run-command-line.js';
import { processTerminal } from './system/terminal.js';

const interrupt = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		// The first lets the command say how to go on; the second does not wait for it.
		if (interrupt.signal.aborted) {
			process.exit(EXIT.interrupted);
		}
		interrupt.abort();
	});
}

for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		// The reader has seen enough, as `head` has: nothing to tell anybody.
		process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failure);
	});
}

const exitCode = await runCommandLine(process.argv.slice(2), {
	terminal: processTerminal(),
	clock: { wallMs: () => Date.now(), monotonicMs: () => performance.now() },
	signal: interrupt.signal,
});
// What was written must be read; a connection nobody answers on must not keep the program.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))));
process.exit(exitCode);
