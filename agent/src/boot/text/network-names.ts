import type { NamedNetworkCard } from '@stoker/shared/storage/provisioned-system.js';

/**
 * Gives a card its name under systemd. Only what sits on a bus has a path: bonds and VLANs carry the address of a card
 * too, and keep their own names.
 */
export function linkFileText({ mac, name }: NamedNetworkCard): string {
	return `[Match]\nMACAddress=${mac}\nPath=?*\n\n[Link]\nName=${name}\n`;
}

/** The same for systems whose udev knows no .link files: all cards in one file. */
export function udevRulesText(cards: readonly NamedNetworkCard[]): string {
	const rules = cards.map(({ mac, name }) => {
		const matches = ['SUBSYSTEM=="net"', 'ACTION=="add"', 'DRIVERS=="?*"', `ATTR{address}=="${mac}"`];
		return [...matches, 'ATTR{type}=="1"', `NAME="${name}"`].join(', ');
	});
	return `${rules.join('\n')}\n`;
}
