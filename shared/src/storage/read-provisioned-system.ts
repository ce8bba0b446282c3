import { z } from 'zod';
import { type ProvisionedSystem, SEED_KINDS, type SystemSeed } from './provisioned-system.js';
import { type ReadValue, readSchema } from './schema/read-schema.js';

const MAX_CARDS = 256;
const MAX_CONSOLES = 8;
const MAX_KEYS = 256;
const MAX_SEED_CHARACTERS = 1024 * 1024;
/** The kernel reads no longer line (COMMAND_LINE_SIZE of x86). */
const MAX_KERNEL_CHARACTERS = 2047;
const DEFAULT_STATE_FOLDER = '/var/lib/stoker-agent';

const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const MAC = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/;
const CARD_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/;
const CONSOLE = /^[A-Za-z0-9]+(,[A-Za-z0-9]+)?$/;
const TIME_ZONE = /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+){0,3}$/;
const DOOR = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):[0-9]{1,5}$/;
const FOLDER = /^(\/[A-Za-z0-9._+-]+)+$/;

const oneLine = z.string().refine((text) => !hasControlCharacters(text), 'must be one line without control characters');

const hostName = z.string().regex(LABEL, 'must be a host name: letters, digits and hyphens, at most 63 characters');
const fqdn = z
	.string()
	.max(253, 'must have at most 253 characters')
	.refine(
		(text) => text === '' || text.split('.').every((label) => LABEL.test(label)),
		'must be host names joined by dots',
	);

const card = z.strictObject({
	mac: z
		.string()
		.max(17, 'must be a hardware address such as 52:54:00:12:34:56')
		.transform((text) => text.toLowerCase())
		.refine((text) => MAC.test(text), 'must be a hardware address such as 52:54:00:12:34:56'),
	name: z.string().regex(CARD_NAME, 'must be a name of at most 15 letters, digits, dots, hyphens and underscores'),
});

const seedText = z.string().max(MAX_SEED_CHARACTERS, `must have at most ${MAX_SEED_CHARACTERS} characters`).default('');

const seed = z
	.strictObject({ kind: z.enum(SEED_KINDS), metaData: seedText, userData: seedText, networkConfig: seedText })
	.superRefine(checkSeed);

const agent = z.strictObject({
	controller: z.string().max(300).regex(DOOR, 'must be host:port of the enrolment door'),
	token: oneLine.min(1, 'must be a join token').max(4096, 'must have at most 4096 characters'),
	stateFolder: z
		.string()
		.max(255, 'must have at most 255 characters')
		.regex(FOLDER, 'must be an absolute path of letters, digits, dots, hyphens and underscores')
		.refine((path) => path.split('/').every((step) => step !== '.' && step !== '..'), 'must not go upwards')
		.default(DEFAULT_STATE_FOLDER),
});

const system = z.strictObject({
	hostName,
	fqdn: fqdn.default(''),
	networkCards: z
		.array(card)
		.max(MAX_CARDS, `must have at most ${MAX_CARDS} cards`)
		.refine((cards) => isUnique(cards.map(({ mac }) => mac)), 'must not name a hardware address twice')
		.refine((cards) => isUnique(cards.map(({ name }) => name)), 'must not give a name twice')
		.default([]),
	consoles: z
		.array(z.string().max(64).regex(CONSOLE, 'must be a console such as tty0 or ttyS0,115200'))
		.max(MAX_CONSOLES, `must have at most ${MAX_CONSOLES} consoles`)
		.default([]),
	kernelParameters: oneLine
		.max(MAX_KERNEL_CHARACTERS, `must have at most ${MAX_KERNEL_CHARACTERS} characters`)
		.default(''),
	sshKeys: z
		.array(oneLine.min(1, 'must be a public key').max(16_384, 'must have at most 16384 characters'))
		.max(MAX_KEYS, `must have at most ${MAX_KEYS} keys`)
		.default([]),
	timeZone: z
		.string()
		.max(64, 'must have at most 64 characters')
		.refine((text) => text === '' || TIME_ZONE.test(text), 'must be a time zone such as Europe/Berlin')
		.default(''),
	seed: seed.default({ kind: 'none', metaData: '', userData: '', networkConfig: '' }),
	agent: agent.optional(),
});

/** Reads what an installed system must be; unknown keys are refused, absent ones are as the types say. */
export function readProvisionedSystem(document: unknown): ReadValue<ProvisionedSystem> {
	const read = readSchema(system, document);
	return 'value' in read ? { value: { ...read.value, agent: read.value.agent } } : read;
}

function checkSeed({ kind, metaData, userData, networkConfig }: SystemSeed, context: z.core.$RefinementCtx): void {
	const refuse = (field: keyof SystemSeed, message: string) =>
		context.addIssue({ code: 'custom', path: [field], message });
	if (kind === 'none') {
		for (const [field, text] of Object.entries({ metaData, userData, networkConfig })) {
			if (text !== '') {
				refuse(field as keyof SystemSeed, 'must be empty where there is no seed');
			}
		}
	} else if (metaData.trim() === '') {
		refuse('metaData', 'must say at least the instance-id');
	}
	if (kind === 'configdrive') {
		for (const [field, text] of Object.entries({ metaData, networkConfig })) {
			if (text.trim() !== '' && !isJsonObject(text)) {
				refuse(field as keyof SystemSeed, 'must be a JSON object on a configdrive');
			}
		}
	}
}

function isJsonObject(text: string): boolean {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value);
	} catch {
		return false;
	}
}

function isUnique(texts: readonly string[]): boolean {
	return new Set(texts).size === texts.length;
}

function hasControlCharacters(text: string): boolean {
	return [...text].some((character) => {
		const code = character.codePointAt(0) ?? 0;
		return code < 0x20 || code === 0x7f;
	});
}
