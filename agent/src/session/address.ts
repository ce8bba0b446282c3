import { StokerError } from '@stoker/shared/model/stoker-error.js';

const ADDRESS = /^(?:\[(?<six>[0-9a-fA-F:.]+)\]|(?<host>[^\s:/[\]]+))(?::(?<port>[0-9]{1,5}))?$/;
const ENROL_PORT = 7440;
const LAST_PORT = 65_535;

/** Takes HOST:PORT apart; IPv6 addresses stand in brackets, and the port may be left out for the enrol door. */
export function splitAddress(address: string): { readonly host: string; readonly port: number } {
	const groups = ADDRESS.exec(address)?.groups;
	const host = groups?.['six'] ?? groups?.['host'];
	const port = Number(groups?.['port'] ?? ENROL_PORT);
	if (host === undefined || port < 1 || port > LAST_PORT) {
		const violations = [{ field: 'controller', description: 'must be HOST or HOST:PORT' }];
		throw new StokerError('INVALID_REQUEST', `"${address}" is not an address like HOST:PORT.`, { violations });
	}
	return { host, port };
}

/** The same address with its port always written out, as gRPC takes it. */
export function normaliseAddress(address: string): string {
	const { host, port } = splitAddress(address);
	return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
