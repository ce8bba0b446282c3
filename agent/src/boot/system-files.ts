import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import type { SystemFile } from '../system/system-tree.js';
import { crypttabText, type OpenedVolume } from './text/crypttab.js';
import { type FstabRow, fstabText } from './text/fstab.js';
import { hostsText } from './text/hosts.js';
import { withMarkedBlock } from './text/marked-block.js';
import { mdadmConfText } from './text/mdadm-conf.js';
import { linkFileText, udevRulesText } from './text/network-names.js';
import { SETTLE_SCRIPT, SETTLE_TEXT } from './text/settle-script.js';

/** What an image shows of itself, as far as it decides which files are written. */
export interface SystemTraits {
	/** udev of systemd reads .link files; older ones read rules. */
	readonly hasSystemd: boolean;
	readonly mdadmPath: '/etc/mdadm/mdadm.conf' | '/etc/mdadm.conf';
	/** Whether it names its time zone in /etc/timezone too. */
	readonly hasTimezoneFile: boolean;
	/** Whether initramfs-tools make its initial file systems. */
	readonly hasInitramfsTools: boolean;
}

export interface SystemFacts {
	readonly traits: SystemTraits;
	readonly rows: readonly FstabRow[];
	readonly encrypted: readonly OpenedVolume[];
	/** What `mdadm --detail --scan` says; '' where there are no arrays. */
	readonly arrays: string;
	/** Whether udev has to put together what is mounted: arrays or volumes. */
	readonly isLayered: boolean;
	/** Undefined: only tables of disks are written. */
	readonly system: ProvisionedSystem | undefined;
	/** Content of a file as it is now; '' where there is none. */
	readonly present: (path: string) => string;
}

const SEED_FOLDER = '/var/lib/cloud/seed/nocloud';
const PUBLIC = { mode: 0o644, folderMode: 0o755 };
const PRIVATE = { mode: 0o600, folderMode: 0o700 };

/** Where links that the system names its cards by lie; the number is before those of distributions. */
export const LINK_FOLDER = '/etc/systemd/network';
export const LINK_PREFIX = '10-stoker-';
export const CRYPTTAB = '/etc/crypttab';
const AGENT_SETTINGS = '/etc/default/stoker-agent';

/** Files that are merged: their content decides what is written. */
export function mergedPaths({ traits, system }: Pick<SystemFacts, 'traits' | 'system'>): readonly string[] {
	return [
		'/etc/fstab',
		CRYPTTAB,
		traits.mdadmPath,
		...(system === undefined ? [] : ['/etc/hosts', '/root/.ssh/authorized_keys', AGENT_SETTINGS]),
	];
}

/** Every file that makes an image this machine's own system. */
export function systemFiles(facts: SystemFacts): readonly SystemFile[] {
	const { system } = facts;
	return [
		...diskFiles(facts),
		...(facts.isLayered && facts.traits.hasInitramfsTools
			? [{ path: SETTLE_SCRIPT, text: SETTLE_TEXT, mode: 0o755, folderMode: 0o755 }]
			: []),
		...(system === undefined
			? []
			: [...nameFiles(system, facts), ...cardFiles(system, facts), ...seedFiles(system), ...agentFiles(system, facts)]),
	];
}

/** Tables without a line of ours are only written where one of before must go. */
function diskFiles({ rows, encrypted, arrays, traits, present }: SystemFacts): readonly SystemFile[] {
	const tables: readonly (readonly [string, string])[] = [
		['/etc/fstab', fstabText(present('/etc/fstab'), rows)],
		[CRYPTTAB, crypttabText(present(CRYPTTAB), encrypted)],
		[traits.mdadmPath, mdadmConfText(present(traits.mdadmPath), arrays)],
	];
	return tables
		.filter(([path, text]) => path === '/etc/fstab' || text.trim() !== present(path).trim())
		.map(([path, text]) => ({ path, text, ...PUBLIC }));
}

function nameFiles(system: ProvisionedSystem, { traits, present }: SystemFacts): readonly SystemFile[] {
	const { hostName, sshKeys, timeZone } = system;
	const keys = '/root/.ssh/authorized_keys';
	return [
		{ path: '/etc/hostname', text: `${hostName}\n`, ...PUBLIC },
		{ path: '/etc/hosts', text: hostsText(present('/etc/hosts'), system), ...PUBLIC },
		...(sshKeys.length === 0 ? [] : [{ path: keys, text: withMarkedBlock(present(keys), sshKeys), ...PRIVATE }]),
		...(timeZone === '' || !traits.hasTimezoneFile
			? []
			: [{ path: '/etc/timezone', text: `${timeZone}\n`, ...PUBLIC }]),
	];
}

function cardFiles({ networkCards }: ProvisionedSystem, { traits }: SystemFacts): readonly SystemFile[] {
	if (networkCards.length === 0) {
		return [];
	}
	if (traits.hasSystemd) {
		return networkCards.map((card) => {
			return { path: `${LINK_FOLDER}/${LINK_PREFIX}${card.name}.link`, text: linkFileText(card), ...PUBLIC };
		});
	}
	const rules = '/etc/udev/rules.d';
	return [
		{ path: `${rules}/70-persistent-net.rules`, text: udevRulesText(networkCards), ...PUBLIC },
		// Its absence would make the old udev write rules of its own for cards that come later.
		{ path: `${rules}/75-persistent-net-generator.rules`, text: '', ...PUBLIC },
	];
}

function seedFiles({ seed }: ProvisionedSystem): readonly SystemFile[] {
	if (seed.kind !== 'nocloud') {
		return [];
	}
	const files = { 'meta-data': seed.metaData, 'user-data': seed.userData, 'network-config': seed.networkConfig };
	return Object.entries(files)
		.filter(([name, text]) => name !== 'network-config' || text !== '')
		.map(([name, text]) => ({ path: `${SEED_FOLDER}/${name}`, text, mode: 0o600, folderMode: 0o755 }));
}

function agentFiles({ agent }: ProvisionedSystem, { present }: SystemFacts): readonly SystemFile[] {
	if (agent === undefined) {
		return [];
	}
	const { controller, token, stateFolder } = agent;
	const settings = [`STOKER_AGENT_CONTROLLER=${controller}`, `STOKER_AGENT_STATE_DIR=${stateFolder}`];
	return [
		{ path: AGENT_SETTINGS, text: withMarkedBlock(present(AGENT_SETTINGS), settings), ...PUBLIC },
		{ path: `${stateFolder}/join.token`, text: `${token}\n`, ...PRIVATE },
	];
}

/** Link of /etc/localtime; '' where it stays. */
export function localtimeTarget({ timeZone }: Pick<ProvisionedSystem, 'timeZone'>): string {
	return timeZone === '' ? '' : `../usr/share/zoneinfo/${timeZone}`;
}
