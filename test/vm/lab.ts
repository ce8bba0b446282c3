import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Cluster, until } from '../support/cluster.js';
import { type Accelerator, findAccelerator } from './accelerator.js';
import { FileServer, HOST_ADDRESS } from './file-server.js';
import { runProgram } from './image/run-program.js';
import { bootstrapInitrd, buildSystems, rootImage, type Systems } from './image/systems.js';
import { KERNEL_PARAMETERS, type PublishedImage } from './mirrored-layout.js';
import { type MachineOptions, VirtualMachine } from './virtual-machine.js';

const STOKER = resolve('cli/dist/bundle/stoker.js');

/** An emulated machine on a busy host is slow; what is waited for comes or the machine's own limit ends it. */
const PATIENCE_MS = 300_000;

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

	/** Resolves once the controller hears so many agents. */
	async untilOnline(count: number): Promise<void> {
		const isOnline = async () => (await this.cluster.client.system.info()).nodesOnline >= count;
		await until(`${count} agents are online`, isOnline, PATIENCE_MS);
	}

	/** Resolves once the inventory of a node names all disks. */
	async untilKnown(nodeId: string, serials: readonly string[]): Promise<void> {
		const isKnown = async () => {
			const text = await this.stoker('node', 'show', nodeId, '-o', 'json');
			return serials.every((serial) => text.includes(serial));
		};
		await until(`the controller knows the disks ${serials.join(', ')}`, isKnown, PATIENCE_MS);
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

	/** Ends everything that was started, and removes what it left. */
	async close(): Promise<void> {
		await Promise.all([...this.#machines].map((machine) => machine.kill()));
		await this.cluster.stop();
		this.#files.close();
		rmSync(this.folder, { recursive: true, force: true });
	}
}
