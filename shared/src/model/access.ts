/** The access role of a certificate. Not to be confused with the roles of a node. */
export type AccessRole = 'agent' | 'viewer' | 'operator' | 'admin';

/** Who calls, as the transport proved it. */
export interface Caller {
	/** Name of the person or program, or the node id of an agent. */
	readonly name: string;
	readonly role: AccessRole;
	/** Serial number of the certificate, lower-case hexadecimal; empty on the local socket. */
	readonly serial: string;
}
