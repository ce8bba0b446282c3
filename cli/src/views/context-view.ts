import type { Details, Kind } from './printer.js';
import { renderRecord } from './record.js';

/** A context without its key. */
export interface ContextView {
	readonly name: string;
	readonly address: string;
	readonly isCurrent: boolean;
	/** Where it comes from: a file, the environment, or the local socket. */
	readonly source: string;
}

export const CONTEXT_KIND: Kind<ContextView> = {
	singular: 'context',
	plural: 'contexts',
	name: ({ name }) => name,
	columns: [
		{ key: 'current', cell: ({ isCurrent }) => (isCurrent ? { text: '*', tone: 'good' } : ' ') },
		{ key: 'name', cell: ({ name }) => ({ text: name, tone: 'strong' }), isFlexible: true },
		{ key: 'address', cell: ({ address }) => address, isFlexible: true },
	],
};

export const CONTEXT_DETAILS: Details<ContextView> = {
	kind: CONTEXT_KIND,
	render: ({ name, address, source }, style) =>
		renderRecord(
			[
				['Context', { text: name, tone: 'strong' }],
				['Address', address],
				['From', source],
			],
			style,
		),
};
