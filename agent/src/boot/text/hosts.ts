import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import { outsideOfBlock, withMarkedBlock } from './marked-block.js';

/** Where Debian keeps a machine's own name: the loopback address that nothing else has. */
const OWN_ADDRESS = '127.0.1.1';

/** /etc/hosts in which the machine knows its own names, and localhost whatever the image says. */
export function hostsText(present: string, { hostName, fqdn }: Pick<ProvisionedSystem, 'hostName' | 'fqdn'>): string {
	const names = fqdn === '' || fqdn === hostName ? [hostName] : [fqdn, hostName];
	const hasLocalhost = outsideOfBlock(present).some((line) => /^\s*127\.0\.0\.1\s.*\blocalhost\b/.test(line));
	const localhost = hasLocalhost ? [] : ['127.0.0.1 localhost', '::1 localhost ip6-localhost ip6-loopback'];
	return withMarkedBlock(present, [...localhost, [OWN_ADDRESS, ...names].join(' ')], (line) => {
		return line.trim().split(/\s+/)[0] === OWN_ADDRESS;
	});
}
