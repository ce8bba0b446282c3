import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Cluster, until } from '../support/cluster.js';
import { type Accelerator, findAccelerator } from './accelerator.js';
import { FileServer, HOST_ADDRESS } from './file-server.js';
import { runProgram } from './image/run-program.js';
import { bootstrapInitrd, buildSystems, rootImage, type Systems } from './image/systems.js';
import { overlayDisks } from './machine-disks.js';
import { KERNEL_PARAMETERS, type PublishedImage } from './mirrored-layout.js';
import { type MachineOptions, VirtualMachine } from './virtual-machine.js';

const STOKER = resolve('cli/dist/bundle/stoker.js');

/** An emulated machine on a busy host is slow; what is waited for comes or the machine's own limit ends it. */
const PATIENCE_MS = 300_000;

const IDENTITY_FILE = '/var/lib/stoker-agent/identity/identity.json';

const COPY_SECONDS = 900;
const OFF_MS = 60_000;

type Start = Pick<MachineOptions, 'name' | 'firmware' | 'disks' | 'limitSeconds'> & Partial<MachineOptions>;

/** A controller on this machine, the systems to boot and to install, and the virtual machines that meet them. */
export class Lab {
	readonly folder: string;
	readonly systems: Systems;
	readonly cluster: Cluster;
	readonly image: PublishedImage;
	readonly accelerator: Accelerator;
	readonly #files: FileServer;
	readonly #machines = new Set<VirtualMachine>();

	private constructor(parts: Pick<Lab, 'folder' | 'systems' | 'cluster' | 'image' | 'accelerator'>, files: FileServer) {
		this.folder = parts.folder;
		this.systems = parts.systems;
		this.cluster = parts.cluster;
		this.image = parts.image;
		this.accelerator = parts.accelerator;
		this.#files = files;
	}

	static async open(): Promise<Lab> {
		const systems = await buildSystems();
		const folder = mkdtempSync(join(tmpdir(), 'stoker-vm-'));
		const published = join(folder, 'published');
		mkdirSync(published);
		const { file, sha256 } = await rootImage(systems, published);
		const accelerator = await findAccelerator(folder, systems.bootstrap);
		const files = await FileServer.start(published);
		const cluster = await Cluster.start({ settings: { STOKER_ADVERTISE_NAMES: HOST_ADDRESS } });
		const image = { url: files.url(basename(file)), sha256 };
		return new Lab({ folder, systems, cluster, image, accelerator }, files);
	}

	/** HOST:PORT of the enrol door, as machines reach it. */
	get controller(): string {
		return `${HOST_ADDRESS}:${this.cluster.enrolAddress.split(':')[1] ?? ''}`;
	}

	/** A folder of its own for a machine. */
	folderOf(name: string): string {
		const folder = join(this.folder, name);
		mkdirSync(folder, { recursive: true });
		return folder;
	}

	/** Starts a machine from its disks. */
	start(options: Start): VirtualMachine {
		const machine = VirtualMachine.start({
			accelerator: this.accelerator,
			folder: this.folderOf(options.name),
			hardware: options.name,
			...options,
		});
		this.#machines.add(machine);
		machine.ended.then(
			() => this.#machines.delete(machine),
			() => undefined,
		);
		return machine;
	}

	/** Starts a machine into the bootstrap system; its agent joins by itself. When it restarts, the emulator ends. */
	async startBootstrap(options: Start): Promise<VirtualMachine> {
		const token = await this.cluster.createToken(1);
		const initrd = await bootstrapInitrd(this.systems, this.folderOf(options.name), {
			controller: this.controller,
			token,
		});
		const kernel = { kernel: this.systems.bootstrap.kernel, initrd, parameters: KERNEL_PARAMETERS };
		return this.start({ ...options, kernel, endsAtRestart: true });
	}

	/** Resolves once the controller hears the agent of a node, or no longer hears it. */
	async untilOnline(nodeId: string, connectivity: 'online' | 'offline' = 'online'): Promise<void> {
		const isSo = async () => {
			const { node } = await this.cluster.client.nodes.get(nodeId);
			return (node.connectivity === 'online') === (connectivity === 'online');
		};
		await until(`node ${nodeId} is ${connectivity}`, isSo, PATIENCE_MS);
	}

	/** Resolves once the inventory of a node names all disks. */
	async untilKnown(nodeId: string, serials: readonly string[]): Promise<void> {
		const isKnown = async () => {
			const text = await this.stoker('node', 'show', nodeId, '-o', 'json');
			return serials.every((serial) => text.includes(serial));
		};
		await until(`the controller knows the disks ${serials.join(', ')}`, isKnown, PATIENCE_MS);
	}

	/** Starts an installed machine from copies of its disks, as they were after the installation. */
	async startCopy({ name, firmware, disks, ...rest }: Omit<Start, 'limitSeconds'>): Promise<VirtualMachine> {
		const own = `${name}-${firmware}`;
		const folder = this.folderOf(own);
		const copies = await overlayDisks(folder, disks);
		const hardware = `machine-${firmware}`;
		const limitSeconds = COPY_SECONDS;
		return this.start({ ...rest, name: own, hardware, folder, firmware, disks: copies, limitSeconds });
	}

	/**
	 * Offers the bootstrap system to machines that start from the network; resolves with what such a machine is started with.
	 * The agent in it waits to be accepted where the controller knows the machine.
	 */
	async offerBootstrap(): Promise<Pick<MachineOptions, 'networkBoot'>> {
		const folder = join(this.folder, 'published');
		const token = await this.cluster.createToken(1);
		await bootstrapInitrd(this.systems, folder, { controller: this.controller, token });
		copyFileSync(this.systems.bootstrap.kernel, join(folder, 'kernel'));
		const kernel = `kernel ${this.#files.url('kernel')} initrd=initrd ${KERNEL_PARAMETERS}`;
		const script = ['#!ipxe', kernel, `initrd ${this.#files.url('initrd')}`, 'boot', ''].join('\n');
		writeFileSync(join(folder, 'boot.ipxe'), script);
		return { networkBoot: `tftp=${folder},bootfile=boot.ipxe` };
	}

	/** Lets a machine shut down, and the controller see that; without patience, because one in many never does. */
	async switchOff(machine: VirtualMachine, nodeId: string): Promise<void> {
		await machine.run('systemctl stop stoker-agent; sync');
		// It may be gone before it answers.
		machine.run('systemctl poweroff --no-block').catch(() => undefined);
		await Promise.race([machine.ended, pause(OFF_MS)]);
		await machine.kill();
		await this.untilOnline(nodeId, 'offline');
	}

	/** The node that the agent in a machine has become, once the controller hears it. */
	async joined(machine: VirtualMachine): Promise<string> {
		const script = 'until [ -s FILE ]; do sleep 0.5; done; cat FILE'.replaceAll('FILE', IDENTITY_FILE);
		const { nodeId } = JSON.parse(await machine.run(script, PATIENCE_MS / 1_000)) as { readonly nodeId: string };
		await this.untilOnline(nodeId);
		return nodeId;
	}

	/** Plans and starts a graph of an environment, agreeing to whatever the plan destroys; the id of the deployment. */
	async deploy(environment: string, graphType: string, isForced = false): Promise<string> {
		const graph = ['--graph', graphType, ...(isForced ? ['--force'] : [])];
		const plan = (await this.ask('env', 'plan', environment, ...graph)) as { readonly destroyDigest: string };
		const agreement = plan.destroyDigest === '' ? [] : ['--agree', plan.destroyDigest];
		const started = ['env', 'deploy', environment, ...graph, '--yes', '--detach', '-o', 'name', ...agreement];
		return (await this.stoker(...started)).trim();
	}

	/** Throws with what the controller and the tasks say of a deployment that should not have ended so. */
	async explainEnd(deploymentId: string, state: string): Promise<never> {
		const report = await this.stoker('deployment', 'report', deploymentId);
		throw new Error(`the deployment is ${state}:\n${report}`);
	}

	/** Runs `stoker` as the first administrator; resolves with what it printed. */
	async stoker(...args: readonly string[]): Promise<string> {
		const context = ['--context-file', join(this.cluster.dataFolder, 'admin.context.yaml')];
		return runProgram(process.execPath, [STOKER, ...args, ...context]);
	}

	/** The data of a command. */
	async ask(...args: readonly string[]): Promise<unknown> {
		return (JSON.parse(await this.stoker(...args, '-o', 'json')) as { readonly data: unknown }).data;
	}

	/** Takes the power from every machine that still runs. */
	async endMachines(): Promise<void> {
		await Promise.all([...this.#machines].map((machine) => machine.kill()));
	}

	/** Ends everything that was started, and removes what it left. */
	async close(): Promise<void> {
		await this.endMachines();
		await this.cluster.stop();
		this.#files.close();
		rmSync(this.folder, { recursive: true, force: true });
	}
}
