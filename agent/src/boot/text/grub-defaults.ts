import { type SerialConsole, TIMEOUT_SECONDS } from './grub-config.js';
import { grubWords } from './kernel-line.js';
import { withMarkedBlock } from './marked-block.js';

export interface GrubDefaults {
	/** Words of the kernel's command line. */
	readonly words: readonly string[];
	readonly serial: SerialConsole | undefined;
}

/**
 * /etc/default/grub, or a file of /etc/default/grub.d, which is read after it: a later update-grub keeps what the
 * installed system was given.
 */
export function grubDefaultsText(present: string, { words, serial }: GrubDefaults): string {
	const terminal = serial === undefined ? 'console' : 'console serial';
	return withMarkedBlock(present, [
		`GRUB_TIMEOUT=${TIMEOUT_SECONDS}`,
		`GRUB_RECORDFAIL_TIMEOUT=${TIMEOUT_SECONDS}`,
		'GRUB_TIMEOUT_STYLE=menu',
		'GRUB_DISABLE_OS_PROBER=true',
		`GRUB_TERMINAL='${terminal}'`,
		...(serial === undefined
			? []
			: [`GRUB_SERIAL_COMMAND='serial --unit=${serial.unit} --speed=${serial.bitsPerSecond}'`]),
		"GRUB_CMDLINE_LINUX_DEFAULT=''",
		`GRUB_CMDLINE_LINUX=${shellQuoted(grubWords(words))}`,
	]);
}

function shellQuoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
