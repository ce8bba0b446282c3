import { benchCompile } from './compile.js';
import { benchDispatch } from './dispatch.js';
import { benchEngine } from './engine.js';
import { benchImage } from './image.js';
import { LargeFleet } from './large-fleet.js';
import { benchPrograms } from './programs.js';
import { type Figure, jsonLine, judge, table } from './report.js';
import { benchSimulate } from './simulate.js';
import { benchStorage } from './storage.js';

/** Runs every bench, or those named; exits with 1 when a figure that counts is over its budget. */
const compileSettings = { seed: 7 };
const engineSettings = { nodes: 1_000, tasksPerNode: 100, seed: 7 };
const dispatchSettings = { agents: 200, tasksPerAgent: 150, seed: 7 };
const simulateSettings = { seed: 7 };
/** In mebibytes; a smaller one says little, and is soon done. */
const imageSettings = { imageMebibytes: Number(process.env['STOKER_BENCH_IMAGE_MEBIBYTES'] ?? 4096) };
const largeSettings = { agents: 1_000, tasksPerAgent: 60, seed: 7 };

const figures: Figure[] = [];

function publish(suite: string, settings: object, found: readonly Figure[]): void {
	process.stdout.write(`${jsonLine(suite, settings, found)}\n`);
	figures.push(...found);
}

/** Enrolled once for all the suites that need it. */
let largeFleet: Promise<LargeFleet> | undefined;

function onLargeFleet(suite: string, bench: (fleet: LargeFleet) => Promise<readonly Figure[]>): () => Promise<void> {
	return async () => {
		largeFleet ??= LargeFleet.start(largeSettings);
		publish(suite, largeSettings, await bench(await largeFleet));
	};
}

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
	compile: async () => publish('compile', compileSettings, await benchCompile(compileSettings.seed)),
	engine: async () => publish('engine', engineSettings, await benchEngine(engineSettings)),
	simulate: async () => publish('simulate', simulateSettings, benchSimulate(simulateSettings.seed)),
	storage: async () => publish('storage', {}, await benchStorage()),
	image: async () => publish('image', imageSettings, await benchImage(imageSettings)),
	programs: async () => publish('programs', {}, await benchPrograms()),
	dispatch: async () => publish('dispatch', dispatchSettings, await benchDispatch(dispatchSettings)),
	enrol: onLargeFleet('enrol', (fleet) => fleet.enrol()),
	memory: onLargeFleet('memory', (fleet) => fleet.memory()),
	reconnect: onLargeFleet('reconnect', (fleet) => fleet.reconnect()),
	'end-to-end': onLargeFleet('end-to-end', (fleet) => fleet.endToEnd()),
};

const named = process.argv.slice(2);
try {
	for (const [name, bench] of Object.entries(BENCHES)) {
		if (named.length === 0 || named.includes(name)) await bench();
	}
} finally {
	await (await largeFleet)?.stop();
}
process.stdout.write(`\n${table(figures)}\n`);
process.exitCode = figures.some((figure) => judge(figure) === 'over budget') ? 1 : 0;
