const LINE = /^(?<name>[A-Z_]+)=(?:"(?<quoted>.*)"|(?<plain>.*))$/;

/** Name and version of the operating system out of /etc/os-release, for example "Debian GNU/Linux 12". */
export function parseOsRelease(text: string): string {
	const fields = new Map<string, string>();
	for (const line of text.split('\n')) {
		const groups = LINE.exec(line.trim())?.groups;
		if (groups !== undefined) {
			fields.set(groups['name'] ?? '', groups['quoted'] ?? groups['plain'] ?? '');
		}
	}
	return [fields.get('NAME'), fields.get('VERSION_ID')].filter(Boolean).join(' ');
}
