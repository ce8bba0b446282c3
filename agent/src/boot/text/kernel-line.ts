/** What stands on the kernel's command line of an installed system, beside its root. */
export interface KernelLine {
	/** Of the plan. */
	readonly planned: string;
	/** Of the system. */
	readonly own: string;
	readonly consoles: readonly string[];
}

/** Plain words for both GRUB's and the shell's readers. */
const PLAIN_WORD = /^[A-Za-z0-9_.,:=/@%+~^!-]+$/;

/** The words of the command line as the kernel takes them apart: quotes hold white space together, and go. */
export function kernelWords({ planned, own, consoles }: KernelLine): readonly string[] {
	const given = splitWords(`${planned} ${own}`);
	const named = new Set(given.filter((word) => word.startsWith('console=')));
	const added = consoles.map((name) => `console=${name}`).filter((word) => !named.has(word));
	return [...given, ...added];
}

function splitWords(text: string): readonly string[] {
	const found = text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
	return found.map((word) => word.replaceAll('"', '')).filter((word) => word !== '');
}

/** Words as a GRUB script must hold them, so that the kernel gets exactly them. */
export function grubWords(words: readonly string[]): string {
	return words
		.map((word) => (PLAIN_WORD.test(word) ? word : `"${word.replace(/[\\"$]/g, (special) => `\\${special}`)}"`))
		.join(' ');
}
