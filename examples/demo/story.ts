import { writeFile } from 'node:fs/promises';
import { startController } from './controller.js';
import { DemoFailure } from './demo-failure.js';
import { findOrderProblems, type OrderEvidence } from './evidence.js';
import { findFreeNetwork } from './free-addresses.js';
import { gatherEvidence } from './gather-evidence.js';
import { ENVIRONMENT, type Layout, MACHINES } from './layout.js';
import { type JoinedMachine, startMachines } from './machines.js';
import type { Narrator } from './narrator.js';
import type { Programs } from './programs.js';
import { type FrontDoorAnswer, readPlaces, Shop } from './shop.js';

/** What a run has shown; also written to `result.json`. */
export interface DemoResult {
	/** Written into the store after the deployment. */
	readonly offer: string;
	/** URL of the balancer. */
	readonly frontDoor: string;
	/** One for each application server, through the balancer. */
	readonly answers: readonly FrontDoorAnswer[];
	readonly order: OrderEvidence;
}

/** What the story is told with. */
export interface Stage {
	readonly layout: Layout;
	readonly programs: Programs;
	readonly narrator: Narrator;
}

/** The main job from an empty folder to a shop that sells. Throws when anything is not as it should be. */
export async function tellStory(stage: Stage): Promise<DemoResult> {
	const { layout, narrator } = stage;
	narrator.heading('A controller, and seven machines that join it');
	const places = await readPlaces();
	const network = await findFreeNetwork([places.store, places.balancer]);
	const machines = await bringUp(stage, network);
	narrator.heading('A release, an environment, and who is what in it');
	await describe(stage, machines);
	narrator.heading('The deployment');
	await stoker(stage, 'env', 'deploy', ENVIRONMENT, '--yes');
	narrator.heading('Is the shop open?');
	const result = await prove(stage, machines, new Shop(network, places));
	await writeFile(layout.result, `${JSON.stringify(result, undefined, 2)}\n`);
	narrator.heading('Where the time went');
	await stoker(stage, 'deployment', 'times', ENVIRONMENT);
	return result;
}

/** Runs a command of the user's, with its output as the user sees it. */
export async function stoker({ programs, narrator }: Stage, ...args: readonly string[]): Promise<void> {
	narrator.command(`stoker ${args.join(' ')}`);
	await programs.show(...args);
}

async function bringUp({ layout, programs, narrator }: Stage, network: string): Promise<readonly JoinedMachine[]> {
	const { enrol } = await startController(layout, programs);
	narrator.good(`stokerd is up; machines join at ${enrol}`);
	const machines = await startMachines(layout, programs, { enrol, network });
	narrator.good(`${MACHINES.length} agents have joined, each a process with its own key and certificate`);
	return machines;
}

async function describe(stage: Stage, machines: readonly JoinedMachine[]): Promise<void> {
	await stoker(stage, 'release', 'import', 'examples/webshop');
	await stoker(stage, 'env', 'create', ENVIRONMENT, '--release', 'webshop');
	const roles = machines.flatMap(({ nodeName, role }) => (role === undefined ? [] : [`${nodeName}=${role}`]));
	await stoker(stage, 'env', 'assign', ENVIRONMENT, ...roles);
}

async function prove(stage: Stage, machines: readonly JoinedMachine[], shop: Shop): Promise<DemoResult> {
	const { layout, programs, narrator } = stage;
	const order = await gatherEvidence(layout, programs, machines, await shop.readOffer());
	const problems = findOrderProblems(order);
	if (problems.length > 0) {
		throw new DemoFailure(`The tiers did not come in order:\n${problems.join('\n')}`);
	}
	for (const { nodeName, record } of order.apps) {
		narrator.good(`${nodeName} got its task after the store had answered, and read ${record.offer} before it started`);
	}
	const offer = await shop.changeOffer();
	narrator.good(`the store was given a new value: ${offer}`);
	const answers = await shop.buy(offer, order.apps.length);
	for (const answer of answers) {
		narrator.good(`GET ${shop.frontDoor} answered ${JSON.stringify(answer)}`);
	}
	return { offer, frontDoor: shop.frontDoor, answers, order };
}
