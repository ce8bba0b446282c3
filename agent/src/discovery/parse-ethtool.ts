import type { NicOffload } from '@stoker/shared/model/inventory.js';

const NO_ADDRESS = '00:00:00:00:00:00';
const FEATURE = /^\t*(?<name>[a-z0-9_-]+): (?<state>on|off)(?<rest>.*)$/;
/** For example 1000baseT/Full, 25000baseCR/Full. */
const LINK_MODE = /\b(\d+)base/g;

/** Out of `ethtool -P`; empty where the card tells none. */
export function parsePermanentAddress(text: string): string {
	const address = /^Permanent address: (?<address>[0-9a-f:]+)$/im.exec(text)?.groups?.['address']?.toLowerCase() ?? '';
	return address === NO_ADDRESS ? '' : address;
}

/** Out of `ethtool -k`: what can be changed, by name; what is fixed is no choice. */
export function parseOffloads(text: string): readonly NicOffload[] {
	return text
		.split('\n')
		.flatMap((line) => {
			const { name, state, rest = '' } = FEATURE.exec(line)?.groups ?? {};
			return name === undefined || rest.includes('[fixed]') ? [] : [{ name, isOn: state === 'on' }];
		})
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Most pairs of queues out of `ethtool -l`; 0 where the card tells none. Some cards tell of each direction alone. */
export function parseMaxQueues(text: string): number {
	const [maximums = ''] = text.split('Current hardware settings');
	const count = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)$`, 'm').exec(maximums)?.[1] ?? 0);
	return count('Combined') || Math.min(count('RX'), count('TX'));
}

/** Highest speed in Mbit/s out of what `ethtool` says of a card; 0 where it tells none. */
export function parseMaxSpeed(text: string): number {
	const [, supported = ''] = /Supported link modes:([^]*?)\n\tSupported pause/.exec(text) ?? [];
	return Math.max(0, ...[...supported.matchAll(LINK_MODE)].map(([, speed]) => Number(speed)));
}
