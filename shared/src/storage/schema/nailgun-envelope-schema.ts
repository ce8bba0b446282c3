import { z } from 'zod';
import { shortText } from './read-schema.js';

const MAX_ENTRIES = 256;
const MAX_TEXT = 65_536;
const MAC = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/;

/** Texts that may be absent or null in data of old. */
const text = shortText.nullish().transform((value) => value ?? '');
const longText = z
	.string()
	.max(MAX_TEXT, `must have at most ${MAX_TEXT} characters`)
	.nullish()
	.transform((value) => value ?? '');

/** Switches come as booleans, as 0 and 1, and as texts of these. */
const flag = z
	.union([z.boolean(), z.number(), shortText], 'must be true or false, 1 or 0')
	.nullish()
	.transform((value) => (typeof value === 'string' ? !/^(?:0|false|no|)$/i.test(value) : Boolean(value)));

const texts = z
	.array(shortText)
	.max(MAX_ENTRIES, `must have at most ${MAX_ENTRIES} items`)
	.nullish()
	.transform((value) => value ?? []);

const mac = z
	.string()
	.max(17, 'must be a hardware address such as 52:54:00:12:34:56')
	.transform((value) => value.toLowerCase())
	.refine((value) => MAC.test(value), 'must be a hardware address such as 52:54:00:12:34:56');

function entries<Entry extends z.ZodType>(entry: Entry) {
	return z
		.record(shortText, entry)
		.refine((record) => Object.keys(record).length <= MAX_ENTRIES, `must have at most ${MAX_ENTRIES} entries`);
}

const networkInterface = z.object({
	mac_address: mac,
	ip_address: text,
	netmask: text,
	static: flag,
	dns_name: text,
});

/** Pairs `MAC_NAME`, joined by commas. */
const udevRules = text.transform((written, context) => {
	const cards = written
		.split(',')
		.map((pair) => pair.trim())
		.filter((pair) => pair !== '')
		.map((pair) => {
			const at = pair.indexOf('_');
			return { mac: pair.slice(0, at).toLowerCase(), name: pair.slice(at + 1) };
		});
	if (cards.some((card) => !MAC.test(card.mac) || card.name === '')) {
		context.addIssue({ code: 'custom', message: 'must be pairs of address and name such as 52:54:00:12:34:56_eth0' });
		return z.NEVER;
	}
	return cards;
});

const image = z.object({ uri: z.string().min(1).max(4096), format: shortText, container: shortText });

const repository = z.object({
	name: shortText.min(1, 'must not be empty'),
	type: text,
	uri: z.string().max(4096, 'must have at most 4096 characters'),
	suite: text,
	section: text,
	priority: z.union([z.number(), shortText]).nullish(),
});

const account = z.object({
	name: shortText.regex(/^[a-z_][a-z0-9_-]{0,31}\$?$/, 'must be a name of an account'),
	password: text,
	hashed_password: text,
	homedir: text,
	sudo: texts,
	ssh_keys: z
		.array(longText)
		.max(MAX_ENTRIES)
		.nullish()
		.transform((value) => value ?? []),
	shell: shortText.nullish().transform((value) => value ?? '/bin/bash'),
});

const meta = z.object({
	/** Read by the readers of schemas. */
	pm_data: z.object({ ks_spaces: z.unknown().optional(), kernel_params: z.string().max(2047).nullish() }).default({}),
	image_data: entries(image),
	repo_setup: z
		.object({ repos: z.array(repository).max(MAX_ENTRIES).default([]) })
		.nullish()
		.transform((value) => value ?? { repos: [] }),
	master_ip: text,
	gw: text,
	timezone: shortText.nullish().transform((value) => value ?? 'America/Los_Angeles'),
	auth_key: longText,
	authorized_keys: z
		.array(longText)
		.max(MAX_ENTRIES)
		.nullish()
		.transform((value) => value ?? []),
	puppet_master: text,
	puppet_enable: flag,
	mco_pskey: text,
	mco_vhost: text,
	mco_host: text,
	mco_user: text,
	mco_password: text,
	mco_connector: text,
	mco_enable: flag,
	mco_identity: z
		.union([shortText, z.number()])
		.nullish()
		.transform((value) => String(value ?? '')),
	user_accounts: z
		.array(account)
		.max(MAX_ENTRIES)
		.nullish()
		.transform((value) => value ?? []),
	cloud_init_templates: z
		.record(shortText, z.unknown())
		.nullish()
		.transform((value) => value ?? {}),
});

/**
 * Provisioning data of old (`provision.json`, reference a.1): what a machine is to be, beside its disks. Keys that are
 * not named here have no meaning for an installed system, and are passed over as they always were.
 */
export const nailgunEnvelopeSchema = z.object({
	profile: text,
	hostname: shortText.min(1, 'must be the name of the machine'),
	name_servers: longText,
	name_servers_search: longText,
	interfaces: entries(networkInterface),
	kernel_options: z.object({ 'netcfg/choose_interface': mac, udevrules: udevRules }),
	ks_meta: meta,
	partitioning: z.unknown().optional(),
});

export type NailgunEnvelope = z.output<typeof nailgunEnvelopeSchema>;
