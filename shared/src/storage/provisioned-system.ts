/**
 * What an installed machine must be beside its disks: read by the stage that makes it boot. Texts that are absent are ''.
 * It holds a secret where an agent is handed over, and is never part of a plan or of a log.
 */
export interface ProvisionedSystem {
	/** One label, without the domain. */
	readonly hostName: string;
	/** With the domain; '' where there is none. */
	readonly fqdn: string;
	/** Network cards that get a name of their own; all others keep what the system calls them. */
	readonly networkCards: readonly NamedNetworkCard[];
	/** As the kernel names them, with options: `ttyS0,115200`. The last one is where the system talks to people. */
	readonly consoles: readonly string[];
	/** Beside those of the plan, which stand first. */
	readonly kernelParameters: string;
	/** Lines of authorized_keys for root. */
	readonly sshKeys: readonly string[];
	/** For example Europe/Berlin; '' leaves that of the image. */
	readonly timeZone: string;
	readonly seed: SystemSeed;
	/** Undefined: no agent is handed over. */
	readonly agent: AgentHandOver | undefined;
}

export interface NamedNetworkCard {
	/** Lower case, with colons. */
	readonly mac: string;
	/** At most 15 characters. */
	readonly name: string;
}

export const SEED_KINDS = ['none', 'nocloud', 'configdrive'] as const;

/** What cloud-init finds: below /var/lib/cloud/seed/nocloud of the root, or on the configdrive. */
export interface SystemSeed {
	readonly kind: (typeof SEED_KINDS)[number];
	/** YAML for `nocloud`, JSON for `configdrive`. */
	readonly metaData: string;
	/** As cloud-init reads it: `#cloud-config`, a script, or a multipart text; '' for none. */
	readonly userData: string;
	/** Netplan's version 1 or 2 for `nocloud`, network_data.json for `configdrive`; '' for none. */
	readonly networkConfig: string;
}

/** How the agent of the installed system becomes the one of this node. */
export interface AgentHandOver {
	/** Enrolment door, host:port. */
	readonly controller: string;
	/** The one-use join token with the controller's pin, as `stoker-agent join --token-file` reads it. */
	readonly token: string;
	/** The agent's state folder, where the token is left too. */
	readonly stateFolder: string;
}
