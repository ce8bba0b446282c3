import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { diskArguments, type MachineDisk } from './machine-disks.js';
import { ProbeLine } from './probe-line.js';
import { SerialLog } from './serial-log.js';

export type Firmware = 'bios' | 'uefi';

/** A kernel that is started without a boot loader. */
export interface DirectKernel {
	readonly kernel: string;
	readonly initrd: string;
	readonly parameters: string;
}

export interface MachineOptions {
	/** Serial console, sockets and the variables of the firmware lie here. */
	readonly folder: string;
	/** Of this run of the machine. */
	readonly name: string;
	/** What its hardware is known by: the same text gives the same UUID and network card. */
	readonly hardware: string;
	readonly firmware: Firmware;
	readonly disks: readonly MachineDisk[];
	readonly accelerator: 'kvm' | 'tcg';
	/** What is started instead of the disks. */
	readonly kernel?: DirectKernel;
	/** File that the network card boots when no disk does; iPXE is in its ROM. */
	readonly networkBoot?: string;
	/** Whether the emulator ends instead when the machine restarts: for a kernel that shall be started once only. */
	readonly endsAtRestart?: boolean;
	/** The machine is switched off after so long, whatever it does. */
	readonly limitSeconds: number;
	/** Further arguments of the emulator. */
	readonly more?: readonly string[];
}

const FIRMWARE_FOLDER = '/usr/share/OVMF';
const MEMORY_MEBIBYTES = 2048;
const PROBE_SECONDS = 120;

/** A virtual machine: an emulator process of ours, with a console in a file and a line to ask the system in it. */
export class VirtualMachine {
	readonly name: string;
	readonly serial: SerialLog;
	/** Resolves when the emulator has ended. */
	readonly ended: Promise<void>;
	readonly #process: ChildProcess;
	readonly #limit: AbortController;
	readonly #probe: Promise<ProbeLine>;
	readonly #startedAtMs = performance.now();

	private constructor(options: MachineOptions, child: ChildProcess, probeSocket: string) {
		const { stdout } = child;
		if (stdout === null) {
			throw new Error('the emulator has no console');
		}
		this.name = options.name;
		this.#process = child;
		this.serial = new SerialLog(join(options.folder, `${options.name}.console.log`), stdout);
		this.#limit = new AbortController();
		const timer = setTimeout(() => {
			this.#limit.abort(new Error(`${options.name} was not done after ${options.limitSeconds} s`));
			child.kill('SIGKILL');
		}, options.limitSeconds * 1_000);
		this.ended = new Promise((resolve) => {
			child.once('exit', () => {
				clearTimeout(timer);
				this.#limit.abort(new Error(`${options.name} has ended`));
				resolve();
			});
		});
		this.#probe = ProbeLine.open(probeSocket, this.#limit.signal);
		this.#probe.catch(() => undefined);
	}

	static start(options: MachineOptions): VirtualMachine {
		mkdirSync(options.folder, { recursive: true });
		const probeSocket = join(options.folder, `${options.name}.probe`);
		const complaints = openSync(join(options.folder, `${options.name}.emulator.log`), 'a');
		// The emulator never outlives whoever started it, not even when that is killed.
		const child = spawn(
			'setpriv',
			['--pdeathsig', 'KILL', 'qemu-system-x86_64', ...emulatorArguments(options, probeSocket)],
			{ stdio: ['ignore', 'pipe', complaints] },
		);
		closeSync(complaints);
		return new VirtualMachine(options, child, probeSocket);
	}

	get secondsUp(): number {
		return (performance.now() - this.#startedAtMs) / 1_000;
	}

	/** Resolves once the console has said it; rejects with the end of what it said when the machine ends before. */
	async saying(pattern: RegExp): Promise<RegExpExecArray> {
		return this.#orTell(this.serial.waitFor(pattern, this.#limit.signal));
	}

	/** Resolves with the boot id of the system that has come up, another one than that named. */
	async up(otherThan = ''): Promise<string> {
		return this.#orTell(this.#probe.then((line) => line.ready(this.#limit.signal, otherThan)));
	}

	/** Runs a script of bash in the system that is up; throws when it fails. */
	async run(script: string, seconds = PROBE_SECONDS): Promise<string> {
		const { exitCode, output } = await this.ask(script, seconds);
		if (exitCode !== 0) {
			throw new Error(`in ${this.name}, this ended with ${exitCode}:\n${script}\n${output}`);
		}
		return output;
	}

	/** The same where failing is an answer too. */
	async ask(script: string, seconds = PROBE_SECONDS): Promise<{ readonly exitCode: number; readonly output: string }> {
		await this.up();
		const line = await this.#probe;
		return this.#orTell(line.run(script, AbortSignal.any([this.#limit.signal, AbortSignal.timeout(seconds * 1_000)])));
	}

	/** Takes its power away. */
	async kill(): Promise<void> {
		this.#probe.then(
			(line) => line.close(),
			() => undefined,
		);
		this.#process.kill('SIGKILL');
		await this.ended;
	}

	async #orTell<T>(pending: Promise<T>): Promise<T> {
		try {
			return await pending;
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			throw new Error(`${why}\nThe console of ${this.name} ended with:\n${this.serial.tail}`, { cause: error });
		}
	}
}

function emulatorArguments(options: MachineOptions, probeSocket: string): readonly string[] {
	const { accelerator, disks, kernel, networkBoot } = options;
	const acceleration =
		accelerator === 'kvm' ? ['-accel', 'kvm', '-cpu', 'host'] : ['-accel', 'tcg,thread=multi', '-cpu', 'qemu64'];
	const { uuid, mac } = identityOf(options.hardware);
	const network = networkBoot === undefined ? 'user,id=net0' : `user,id=net0,${networkBoot}`;
	const boots = networkBoot === undefined ? ',romfile=' : `,bootindex=${disks.length + 1}`;
	return [
		...[
			'-name',
			options.name,
			'-uuid',
			uuid,
			'-machine',
			'q35',
			...acceleration,
			'-smp',
			'2',
			'-m',
			String(MEMORY_MEBIBYTES),
		],
		...['-display', 'none', '-monitor', 'none', '-serial', 'stdio', '-device', 'virtio-rng-pci'],
		...['-netdev', network, '-device', `virtio-net-pci,netdev=net0,mac=${mac}${boots}`],
		...['-chardev', `socket,id=probe,path=${probeSocket},server=on,wait=off`, '-device', 'virtio-serial-pci'],
		...['-device', 'virtserialport,chardev=probe,name=stoker.probe'],
		...(options.firmware === 'uefi' ? firmwareArguments(options.folder) : []),
		...(kernel ? ['-kernel', kernel.kernel, '-initrd', kernel.initrd, '-append', kernel.parameters] : []),
		...(options.endsAtRestart === true ? ['-no-reboot'] : []),
		...diskArguments(disks),
		...(options.more ?? []),
	];
}

function identityOf(hardware: string): { readonly uuid: string; readonly mac: string } {
	const digest = createHash('sha256').update(hardware).digest('hex');
	const uuid = digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
	const [first = '', second = '', third = ''] = digest.slice(-6).match(/../g) ?? [];
	return { uuid, mac: `52:54:00:${first}:${second}:${third}` };
}

/** The variables are kept beside the machine: what the system writes into them is there at the next start. */
function firmwareArguments(folder: string): readonly string[] {
	const variables = join(folder, 'firmware-variables.fd');
	if (!existsSync(variables)) {
		copyFileSync(join(FIRMWARE_FOLDER, 'OVMF_VARS_4M.fd'), variables);
	}
	const code = join(FIRMWARE_FOLDER, 'OVMF_CODE_4M.fd');
	return [
		...['-drive', `if=pflash,format=raw,unit=0,readonly=on,file=${code}`],
		...['-drive', `if=pflash,format=raw,unit=1,file=${variables}`],
	];
}
