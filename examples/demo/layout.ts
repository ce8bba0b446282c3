import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A machine of the demo: an agent with a state folder and a root folder of its own. */
export interface Machine {
	/** Host name, and so the name of the node. */
	readonly name: string;
	/** Undefined: the master's own agent, which is in every environment. */
	readonly role: string | undefined;
}

export const MACHINES: readonly Machine[] = [
	{ name: 'master', role: undefined },
	{ name: 'store-1', role: 'store' },
	{ name: 'app-1', role: 'app' },
	{ name: 'app-2', role: 'app' },
	{ name: 'balancer-1', role: 'balancer' },
	{ name: 'probe-1', role: 'probe' },
	{ name: 'probe-2', role: 'probe' },
];

/** Name of the environment that is deployed. */
export const ENVIRONMENT = 'shop';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** The built programs and the example release, in the checkout. */
export const CHECKOUT_FILES = {
	controller: join(CHECKOUT, 'controller/dist/bundle/stokerd.js'),
	agent: join(CHECKOUT, 'agent/dist/bundle/stoker-agent.js'),
	cli: join(CHECKOUT, 'cli/dist/bundle/stoker.js'),
	release: join(CHECKOUT, 'examples/webshop'),
	demo: join(CHECKOUT, '.demo'),
} as const;

/** Where everything of one run lies. */
export interface Layout {
	readonly folder: string;
	readonly data: string;
	readonly logs: string;
	readonly configuration: string;
	readonly context: string;
	readonly result: string;
	state(machine: string): string;
	root(machine: string): string;
	log(program: string): string;
}

export function layoutOf(folder: string): Layout {
	const path = resolve(folder);
	return {
		folder: path,
		data: join(path, 'data'),
		logs: join(path, 'log'),
		configuration: join(path, 'stokerd.yaml'),
		context: join(path, 'data/admin.context.yaml'),
		result: join(path, 'result.json'),
		state: (machine) => join(path, 'machines', machine, 'state'),
		root: (machine) => join(path, 'machines', machine, 'root'),
		log: (program) => join(path, 'log', `${program}.log`),
	};
}
