/**
 * The main job on one machine: a controller and seven agents, each a process, deploy the example release.
 * On a terminal it stays up to look around; otherwise it ends by itself. Exit codes: 0 it worked, 1 it did not,
 * 2 wrong arguments, 130 interrupted.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DemoFailure } from './demo-failure.js';
import { claimFolder } from './demo-folder.js';
import { endAll } from './demo-processes.js';
import { CHECKOUT_FILES, type Layout, layoutOf } from './layout.js';
import { lookAround, showAround } from './look-around.js';
import { Narrator } from './narrator.js';
import { Programs } from './programs.js';
import { type Stage, tellStory } from './story.js';

const INTERRUPTED = 130;

function readFolder(): string {
	const { values } = parseArgs({ options: { folder: { type: 'string', default: CHECKOUT_FILES.demo } } });
	return values.folder;
}

async function perform(stage: Stage, signal: AbortSignal): Promise<void> {
	const { answers, frontDoor } = await tellStory(stage);
	const isWatched = process.stdin.isTTY && process.stdout.isTTY;
	if (isWatched) {
		await lookAround(stage, frontDoor, signal);
	} else {
		await showAround(stage);
	}
	stage.narrator.heading(`Done: ${answers.length} application servers answered through the balancer`);
}

function requirePrograms(): void {
	const missing = [CHECKOUT_FILES.controller, CHECKOUT_FILES.agent, CHECKOUT_FILES.cli].filter(
		(path) => !existsSync(path),
	);
	if (missing.length > 0) {
		throw new DemoFailure(`Not built: ${missing.join(', ')}. Run \`make build\`, or \`make demo\`, which does.`);
	}
}

async function runDemo(layout: Layout, signal: AbortSignal): Promise<number> {
	const narrator = new Narrator();
	requirePrograms();
	await claimFolder(layout);
	try {
		await perform({ layout, narrator, programs: new Programs(layout, signal) }, signal);
		return 0;
	} catch (error) {
		if (signal.aborted) {
			narrator.say('\nInterrupted.');
			return INTERRUPTED;
		}
		process.stderr.write(`\nThe demo failed: ${describe(error)}\nLogs: ${layout.logs}\n`);
		return 1;
	} finally {
		await endAll(layout.folder);
		narrator.say(`Every process of the demo has ended (${narrator.elapsed()}).`);
	}
}

function describe(error: unknown): string {
	if (error instanceof DemoFailure) {
		return error.message;
	}
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function interruption(): AbortSignal {
	const controller = new AbortController();
	for (const stream of [process.stdin, process.stdout, process.stderr]) {
		// A terminal that was closed takes nothing more; what was started must be ended all the same.
		stream.on('error', () => controller.abort());
	}
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// Further ones change nothing: what was started must be ended first, which takes seconds at most.
		process.on(name, () => controller.abort());
	}
	return controller.signal;
}

try {
	process.exitCode = await runDemo(layoutOf(readFolder()), interruption());
} catch (error) {
	process.stderr.write(`${describe(error)}\n`);
	process.exitCode = error instanceof DemoFailure ? 1 : 2;
}
