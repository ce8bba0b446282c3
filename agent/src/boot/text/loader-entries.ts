/** An entry of the boot loader specification with the command line of this machine in place of that of the image. */
export function loaderEntryText(present: string, commandLine: string): string {
	const lines = present.split('\n').filter((line) => !/^options\b/.test(line));
	while (lines.at(-1)?.trim() === '') {
		lines.pop();
	}
	return `${[...lines, `options ${commandLine}`].join('\n')}\n`;
}
