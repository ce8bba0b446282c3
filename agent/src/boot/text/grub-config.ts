import { grubWords } from './kernel-line.js';

/** Long enough to be stopped at the console, short enough to wait for at each start. */
export const TIMEOUT_SECONDS = 3;

export interface SerialConsole {
	readonly unit: number;
	readonly bitsPerSecond: number;
}

/** One kernel that can be started. */
export interface BootEntry {
	readonly title: string;
	/** Paths within the file system that holds them. */
	readonly kernelPath: string;
	/** '' where there is none. */
	readonly initrdPath: string;
	/** UUID of the file system that holds the kernel. */
	readonly bootUuid: string;
	/** Words of the kernel's command line, the root among them. */
	readonly words: readonly string[];
}

export interface GrubConfig {
	/** The first one is started; at least one. */
	readonly entries: readonly BootEntry[];
	readonly serial: SerialConsole | undefined;
	/** What GRUB must know to find file systems other than the one it lies on. */
	readonly modules: readonly string[];
}

/** A grub.cfg that needs no generator: what `update-grub` of the installed system may replace later. */
export function grubConfigText({ entries, serial, modules }: GrubConfig): string {
	const speaks =
		serial === undefined
			? []
			: [
					`serial --unit=${serial.unit} --speed=${serial.bitsPerSecond}`,
					'terminal_input console serial',
					'terminal_output console serial',
				];
	return [
		'# Stoker wrote this when the machine was installed; update-grub writes it anew.',
		'set default=0',
		`set timeout=${TIMEOUT_SECONDS}`,
		...speaks,
		...modules.map((name) => `insmod ${name}`),
		...entries.flatMap(entryLines),
		'',
	].join('\n');
}

function entryLines({ title, kernelPath, initrdPath, bootUuid, words }: BootEntry): readonly string[] {
	return [
		`menuentry "${title.replace(/["\\$`]/g, '')}" {`,
		`\tsearch --no-floppy --fs-uuid --set=root ${bootUuid}`,
		`\tlinux ${grubWords([kernelPath, ...words])}`,
		...(initrdPath === '' ? [] : [`\tinitrd ${grubWords([initrdPath])}`]),
		'}',
	];
}

/** The serial console that the kernel was told of, as GRUB counts it; the last one when there are several. */
export function serialConsoleOf(words: readonly string[]): SerialConsole | undefined {
	const found = words.flatMap((word) => {
		const match = /^console=ttyS(\d+)(?:,(\d+))?/.exec(word);
		return match === null ? [] : [{ unit: Number(match[1]), bitsPerSecond: Number(match[2] ?? 115_200) }];
	});
	return found.at(-1);
}
