import { readFileSync } from 'node:fs';
import { imageOpener } from '../../agent/src/image/open-image.js';
import { describeFailure } from '../../agent/src/plain-output.js';
import { type BareonFlags, bareonCommand, withHyphens } from '../../agent/src/provision/bareon-flags.js';
import { bareonProvision } from '../../agent/src/provision/bareon-provision.js';
import { machineSurroundings } from '../../agent/src/provision/machine-surroundings.js';
import { type ProvisionFlags, provisionFromPlan } from '../../agent/src/provision/provision-command.js';
import type { Surroundings } from '../../agent/src/provision/surroundings.js';
import { type LoopDisk, loopReader, loopTools } from './loop-device.js';

/** What a process that provisions loop devices is told. */
export interface ProvisionOrder {
	readonly disks: readonly LoopDisk[];
	readonly folder: string;
	/** Words of the old command line, or the flags of `stoker-agent provision`. */
	readonly bareon?: readonly string[];
	readonly provision?: ProvisionFlags;
}

const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ProvisionOrder;
const { signal } = new AbortController();
const disks = () => order.disks;
const real = machineSurroundings(signal, (text) => process.stdout.write(text));
const surroundings: Surroundings = {
	...real,
	readInventory: async () => ({ firmware: 'bios', memoryBytes: 0, disks: await loopReader(disks).read() }),
	toolsFor: ({ plan: _plan, keyFolder: _keyFolder, ...request }) => ({
		...request,
		...loopTools(disks, signal, request.write),
		root: '/',
		target: `${order.folder}/target`,
		mounts: `${order.folder}/mounts`,
		lock: () => Promise.resolve({ close: () => Promise.resolve() }),
		openImage: imageOpener({ connectionsOf: () => undefined }),
		keyOf: () => Promise.reject(new Error('there are no keys')),
	}),
};

try {
	if (order.provision !== undefined) {
		await provisionFromPlan(order.provision, surroundings);
	} else {
		await bareonCommand('0')
			.action((flags: BareonFlags) => bareonProvision(flags, surroundings))
			.parseAsync(['node', 'bareon-provision', ...withHyphens(order.bareon ?? [])]);
	}
} catch (error) {
	process.stderr.write(describeFailure(error, 'bareon-provision'));
	process.exitCode = 255;
}
