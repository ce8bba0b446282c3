import type { SignatureContent } from '@stoker/shared/storage/inventory.js';

/** Of partition tables, which are no content. */
const TABLE_TYPES: ReadonlySet<string> = new Set(['gpt', 'dos', 'PMBR', 'atari', 'mac', 'sun', 'sgi', 'bsd']);

/** Signatures by device name without /dev/, out of `wipefs --json DEVICE…`; each once, tables left out. */
export function parseWipefs(json: string): ReadonlyMap<string, readonly SignatureContent[]> {
	const found = new Map<string, SignatureContent[]>();
	for (const entry of entriesOf(json)) {
		const signature = { type: asText(entry['type']), label: asText(entry['label']), uuid: asText(entry['uuid']) };
		const device = asText(entry['device']);
		const known = found.get(device) ?? [];
		const isKnown = known.some(({ type, uuid }) => type === signature.type && uuid === signature.uuid);
		if (signature.type !== '' && !TABLE_TYPES.has(signature.type) && !isKnown) {
			found.set(device, [...known, signature]);
		}
	}
	return found;
}

type Fields = Readonly<Record<string, unknown>>;

function entriesOf(json: string): readonly Fields[] {
	try {
		const { signatures } = JSON.parse(json) as { signatures?: unknown };
		return Array.isArray(signatures) ? (signatures as unknown[]).filter(isFields) : [];
	} catch {
		return [];
	}
}

function asText(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null;
}
