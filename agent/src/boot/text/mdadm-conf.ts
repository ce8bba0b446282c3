import { withMarkedBlock } from './marked-block.js';

const FIELD = /(\w[\w-]*)=(\S+)/g;

/**
 * The mdadm.conf of arrays as `mdadm --detail --scan` tells them. Devices, metadata and UUIDs only: host names in arrays
 * would make the installed system take them for foreign ones.
 */
export function mdadmConfText(present: string, scan: string): string {
	const arrays = scan
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line.startsWith('ARRAY '))
		.map(arrayLine)
		.toSorted();
	const lines = arrays.length === 0 ? [] : ['HOMEHOST <ignore>', ...arrays];
	return withMarkedBlock(present, lines, (line) => {
		return arrays.length > 0 && /^\s*(?:ARRAY|HOMEHOST)\b/i.test(line);
	});
}

function arrayLine(line: string): string {
	const device = line.split(/\s+/)[1] ?? '';
	const fields = new Map([...line.matchAll(FIELD)].map(([, key = '', value = '']) => [key.toLowerCase(), value]));
	const kept = ['metadata', 'UUID'].flatMap((key) => {
		const value = fields.get(key.toLowerCase());
		return value === undefined ? [] : [`${key}=${value}`];
	});
	return ['ARRAY', device, ...kept].join(' ');
}
