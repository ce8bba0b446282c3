import { diagnose } from '../../graph/diagnostic-codes.js';
import { type Diagnostic, hasErrors } from '../../model/diagnostic.js';
import type { StorageInventory } from '../inventory.js';
import type { Layout } from '../layout.js';
import type { ProvisionedSystem } from '../provisioned-system.js';
import { readProvisionedSystem } from '../read-provisioned-system.js';
import type { WantedImage } from './add-images.js';
import { type AdminInterface, envelopeSeed, shortName } from './envelope-seed.js';
import { layoutFromGeneric } from './layout-from-generic.js';
import { layoutFromKsSpaces } from './layout-from-ks-spaces.js';
import { layoutFromNailgunSimple } from './layout-from-nailgun-simple.js';
import type { LayoutResult } from './layout-result.js';
import { type NailgunEnvelope, nailgunEnvelopeSchema } from './nailgun-envelope-schema.js';
import { readSchema } from './read-schema.js';

/** How provisioning data of old are written; `ironic` is another name of `generic`. */
export const ENVELOPE_DRIVERS = ['nailgun', 'nailgun_simple', 'generic', 'ironic'] as const;
export type EnvelopeDriver = (typeof ENVELOPE_DRIVERS)[number];

/** What provisioning data say of a machine. */
export interface Provisioning {
	readonly layout: Layout;
	/** Undefined where the data say nothing beside the disks. */
	readonly system: ProvisionedSystem | undefined;
}

export interface ProvisioningResult {
	/** Undefined when there are errors. */
	readonly provisioning: Provisioning | undefined;
	readonly diagnostics: readonly Diagnostic[];
}

/** Reads provisioning data as the driver named writes them, for one machine; every problem at once, with its place. */
export function provisioningFromEnvelope(
	written: unknown,
	machine: StorageInventory,
	driver: EnvelopeDriver,
): ProvisioningResult {
	if (driver === 'generic' || driver === 'ironic') {
		const { layout, diagnostics } = layoutFromGeneric(written, machine);
		return { provisioning: layout && { layout, system: undefined }, diagnostics };
	}
	const read = readSchema(nailgunEnvelopeSchema, written);
	if ('diagnostics' in read) {
		return { provisioning: undefined, diagnostics: read.diagnostics };
	}
	const envelope = read.value;
	const laidOut = layoutOf(envelope, machine, driver);
	const described = systemOf(envelope);
	const diagnostics = [...laidOut.diagnostics, ...described.diagnostics, ...withoutEffect(envelope)];
	return laidOut.layout === undefined || described.system === undefined || hasErrors(diagnostics)
		? { provisioning: undefined, diagnostics }
		: { provisioning: { layout: laidOut.layout, system: described.system }, diagnostics };
}

function layoutOf(envelope: NailgunEnvelope, machine: StorageInventory, driver: EnvelopeDriver): LayoutResult {
	const { profile, ks_meta: meta, partitioning } = envelope;
	const images = new Map<string, WantedImage>(Object.entries(meta.image_data));
	const kernelParameters = meta.pm_data.kernel_params ?? '';
	const missing = images.has('/')
		? []
		: [diagnose('FIELD_MISSING', 'No image for / is named', { path: 'ks_meta.image_data', hint: 'Add one for /.' })];
	const options = { images, kernelParameters };
	const result =
		driver === 'nailgun_simple'
			? layoutFromNailgunSimple(partitioning, machine, { ...options, unit: 'bytes' })
			: layoutFromKsSpaces(meta.pm_data.ks_spaces, machine, {
					...options,
					hasConfigDrive: true,
					isGrubOne: profile.includes('centos') && !profile.includes('7'),
				});
	const schemaPath = driver === 'nailgun_simple' ? 'partitioning' : 'ks_meta.pm_data.ks_spaces';
	return {
		layout: result.layout,
		diagnostics: [...missing, ...result.diagnostics.map((found) => placed(found, schemaPath))],
	};
}

/** A problem with its place in the whole of the data. */
function placed(diagnostic: Diagnostic, schemaPath: string): Diagnostic {
	const { path = '' } = diagnostic;
	if (path.startsWith('image_data.')) {
		return { ...diagnostic, path: `ks_meta.${path}` };
	}
	return {
		...diagnostic,
		path: path === '' || path.startsWith('[') ? `${schemaPath}${path}` : `${schemaPath}.${path}`,
	};
}

interface DescribedSystem {
	readonly system: ProvisionedSystem | undefined;
	readonly diagnostics: readonly Diagnostic[];
}

function systemOf(envelope: NailgunEnvelope): DescribedSystem {
	const { kernel_options: kernel, interfaces, ks_meta: meta } = envelope;
	const chosen = kernel['netcfg/choose_interface'];
	const admin = Object.values(interfaces).find(({ mac_address: mac }) => mac === chosen);
	if (admin === undefined) {
		const path = 'kernel_options.netcfg/choose_interface';
		const message = `No interface has the address ${chosen}`;
		return { system: undefined, diagnostics: [diagnose('REFERENCE_UNKNOWN', message, { path })] };
	}
	const open = meta.user_accounts.flatMap(({ name, password, hashed_password: hashed }, index) => {
		const path = `ks_meta.user_accounts[${index}].password`;
		const hint = 'Give hashed_password.';
		return password !== '' && hashed === ''
			? [diagnose('FIELD_INVALID', `The password of ${name} is not hashed`, { path, hint })]
			: [];
	});
	const read = readProvisionedSystem(systemDocument(envelope, admin));
	return 'value' in read
		? { system: hasErrors(open) ? undefined : read.value, diagnostics: open }
		: { system: undefined, diagnostics: [...open, ...read.diagnostics.map(asEnvelopePath)] };
}

function systemDocument(envelope: NailgunEnvelope, admin: AdminInterface): ProvisionedSystem {
	const { hostname, kernel_options: kernel, ks_meta: meta } = envelope;
	const sshKeys = [...new Set([meta.auth_key, ...meta.authorized_keys].map((key) => key.trim()))].filter(
		(key) => key !== '',
	);
	return {
		hostName: shortName(hostname),
		fqdn: hostname.includes('.') ? hostname : '',
		networkCards: kernel.udevrules,
		consoles: [],
		kernelParameters: '',
		sshKeys,
		timeZone: meta.timezone,
		seed: envelopeSeed(envelope, admin, sshKeys),
		agent: undefined,
	};
}

/** Where the data have what a field of the system was made from. */
const ENVELOPE_PATHS: readonly (readonly [RegExp, string])[] = [
	[/^(?:hostName|fqdn)$/, 'hostname'],
	[/^networkCards\b.*/, 'kernel_options.udevrules'],
	[/^sshKeys\b.*/, 'ks_meta.authorized_keys'],
	[/^timeZone$/, 'ks_meta.timezone'],
];

function asEnvelopePath(diagnostic: Diagnostic): Diagnostic {
	const { path = '' } = diagnostic;
	const known = ENVELOPE_PATHS.find(([pattern]) => pattern.test(path));
	return known === undefined ? diagnostic : { ...diagnostic, path: known[1] };
}

function withoutEffect({ ks_meta: meta }: NailgunEnvelope): readonly Diagnostic[] {
	const templates = Object.keys(meta.cloud_init_templates).length > 0;
	const ranked = meta.repo_setup.repos.findIndex(({ type, priority }) => type !== 'rpm' && priority !== undefined);
	return [
		...(templates
			? [
					diagnose('FIELD_WITHOUT_EFFECT', 'Templates of cloud-init are not used: its data are made from the facts', {
						path: 'ks_meta.cloud_init_templates',
					}),
				]
			: []),
		...(ranked < 0
			? []
			: [
					diagnose('FIELD_WITHOUT_EFFECT', 'Priorities of APT repositories are not carried over', {
						path: `ks_meta.repo_setup.repos[${ranked}].priority`,
						hint: 'Pin packages in the image, or by a task after the installation.',
					}),
				]),
	];
}
