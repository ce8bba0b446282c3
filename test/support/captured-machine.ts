import { spawnSync } from 'node:child_process';
import {
	appendFileSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const FIXTURES = resolve(import.meta.dirname, '../../agent/src/discovery/fixtures');
/** Discovery asks them, and what they say was not captured. */
const NOT_CAPTURED = ['dmidecode', 'ethtool', 'ipmitool', 'lldpctl'];
/** All that it has of /dev: disks of the machine that the test runs on could be taken for those that were captured. */
const SAFE_DEVICES = ['null', 'urandom'];

/** What is changed here of a device in `lsblk.json`. */
interface CapturedDevice {
	readonly name: string;
	readonly kname: string;
	readonly serial: string | null;
	readonly wwn: string | null;
	readonly size: number;
	readonly children?: readonly CapturedDevice[];
}

/**
 * A machine whose disks were captured elsewhere, for agents as they are shipped: in a mount namespace of their own they
 * find tools that print what was captured, and the captured partitions and mounts where the kernel shows its own. There
 * is no network card, and nothing below /dev to write to.
 */
export class CapturedMachine {
	readonly #folder = mkdtempSync(join(tmpdir(), 'stoker-machine-'));
	#states = 0;

	/** @param captured folder of what was captured of it */
	constructor(captured: string) {
		const first = this.#newState();
		cpSync(join(FIXTURES, captured), first, { recursive: true });
		for (const line of readFileSync(join(first, 'partitions.txt'), 'utf8').trim().split('\n')) {
			const [name = '', number = '', start = ''] = line.split(' ');
			const place = join(this.#folder, 'block', name);
			mkdirSync(place, { recursive: true });
			writeFileSync(join(place, 'partition'), number);
			writeFileSync(join(place, 'start'), start);
		}
		mkdirSync(join(this.#folder, 'net'));
		mkdirSync(join(this.#folder, 'dev'));
		for (const name of SAFE_DEVICES) {
			writeFileSync(join(this.#folder, 'dev', name), '');
		}
		writeFileSync(this.#events, '');
		this.#show(first);
		this.#writeTools();
	}

	/** Whether it can be entered here: namespaces may be forbidden. */
	static isPossible(): boolean {
		return spawnSync('unshare', [...namespaces(), 'true'], { stdio: 'ignore' }).status === 0;
	}

	/** A command that becomes the program that follows it, on this machine. */
	get launcher(): readonly string[] {
		const enter = [
			...SAFE_DEVICES.map((name) => `mount --bind /dev/${name} "$0/dev/${name}"`),
			'mount --rbind "$0/dev" /dev',
			'mount --bind "$0/block" /sys/class/block',
			'mount --bind "$0/net" /sys/class/net',
			'mount --bind "$0/now/mountinfo.txt" "/proc/$$/mountinfo"',
			'export PATH="$0/tools:$PATH"',
			'exec "$@"',
		].join(' && ');
		return ['unshare', ...namespaces(), 'sh', '-c', enter, this.#folder];
	}

	/** From now on the disk is not there, and udev has told so. */
	pull(name: string): void {
		this.#change((disks) => disks.filter(({ kname }) => kname !== name));
		this.#tell('remove', name);
	}

	/** From now on another disk is in its place, without anything on it, and udev has told so. */
	swap(name: string, other: { readonly serial: string; readonly sizeBytes: number }): void {
		const { serial, sizeBytes: size } = other;
		this.#change(
			(disks) => disks.map((disk) => (disk.kname === name ? { ...disk, serial, size, wwn: null, children: [] } : disk)),
			name,
		);
		this.#tell('remove', name);
		this.#tell('add', name);
	}

	/** Ends it; its agents must have ended before. */
	remove(): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}

	get #events(): string {
		return join(this.#folder, 'events');
	}

	/** As `udevadm monitor` prints it: first the kernel's event, then udev's. */
	#tell(action: string, name: string): void {
		const line = (source: string) =>
			`${source} [1.000000] ${action.padEnd(8)} /devices/captured/block/${name} (block)\n`;
		appendFileSync(this.#events, line('KERNEL') + line('UDEV  '));
	}

	/** @param blank the disk that nothing is on any more, and that udev knows by its place only */
	#change(edit: (disks: readonly CapturedDevice[]) => readonly CapturedDevice[], blank = ''): void {
		const state = this.#newState();
		cpSync(join(this.#folder, 'now', '.'), state, { recursive: true });
		const rewrite = (name: string, change: (text: string) => string) =>
			writeFileSync(join(state, name), change(readFileSync(join(state, name), 'utf8')));
		const present = new Set<string>();
		rewrite('lsblk.json', (text) => {
			const { blockdevices } = JSON.parse(text) as { readonly blockdevices: readonly CapturedDevice[] };
			const after = edit(blockdevices);
			for (const { name, kname } of after.flatMap(withChildren)) {
				present.add(name).add(kname);
			}
			return JSON.stringify({ blockdevices: after });
		});
		rewrite('wipefs.json', (text) => {
			const { signatures } = JSON.parse(text) as { readonly signatures: readonly { readonly device: string }[] };
			return JSON.stringify({ signatures: signatures.filter(({ device }) => present.has(device) && device !== blank) });
		});
		rewrite('udev.txt', (text) =>
			text
				.split(/\n{2,}/)
				.filter((record) => present.has(/^N: (.+)$/m.exec(record)?.[1] ?? ''))
				.map((record) => (record.includes(`\nN: ${blank}\n`) ? atItsPlace(record) : record))
				.join('\n\n'),
		);
		this.#show(state);
	}

	#newState(): string {
		this.#states += 1;
		return join(this.#folder, `state-${this.#states}`);
	}

	/** In one step, so that nobody finds half of it. */
	#show(state: string): void {
		const link = join(this.#folder, 'next');
		symlinkSync(state, link);
		renameSync(link, join(this.#folder, 'now'));
	}

	#writeTools(): void {
		const tools = join(this.#folder, 'tools');
		const now = join(this.#folder, 'now');
		const write = (name: string, script: string) =>
			writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
		mkdirSync(tools);
		write('lsblk', `exec cat '${now}/lsblk.json'`);
		write('wipefs', `exec cat '${now}/wipefs.json'`);
		const monitor = `exec tail -n 0 -f --pid="$PPID" '${this.#events}'`;
		write('udevadm', `[ "$1" = monitor ] && ${monitor}\nexec cat '${now}/udev.txt'`);
		for (const name of NOT_CAPTURED) {
			write(name, 'exit 1');
		}
	}
}

function withChildren(device: CapturedDevice): readonly CapturedDevice[] {
	return [device, ...(device.children ?? []).flatMap(withChildren)];
}

/** What udev says of where a disk is, and not of which it is. */
function atItsPlace(record: string): string {
	const said = /^(?:[PMN]: |S: disk\/by-path\/|E: (?:DEVPATH|SUBSYSTEM|DEVNAME|DEVTYPE|MAJOR|MINOR|ID_PATH)=)/;
	return record
		.split('\n')
		.filter((line) => said.test(line))
		.join('\n');
}

/** Who is not root becomes it in a namespace of users. */
function namespaces(): readonly string[] {
	return process.getuid?.() === 0 ? ['--mount'] : ['--map-root-user', '--mount'];
}
