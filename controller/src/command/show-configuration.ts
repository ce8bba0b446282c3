import { stringify } from 'yaml';
import type { ResolvedConfiguration } from '../config/resolve-configuration.js';
import { SETTING_PATHS, SETTINGS } from '../config/settings.js';

/** Every setting in force with where it came from, as YAML that can be used as a file. */
export function showConfiguration({ values, origins }: ResolvedConfiguration): string {
	const lines: string[] = [];
	let section = '';
	for (const path of SETTING_PATHS) {
		const [first = path, second] = path.split('.');
		if (second !== undefined && first !== section) {
			lines.push(`${first}:`);
			section = first;
		}
		const indent = second === undefined ? '' : '  ';
		const value = stringify(values[path], { collectionStyle: 'flow', lineWidth: 0 }).trim();
		lines.push(`${indent}# ${SETTINGS[path].description}`);
		lines.push(`${indent}${second ?? first}: ${value} # ${origins[path]}`);
	}
	return `${lines.join('\n')}\n`;
}
