import type { NodeListValues, NodeRemoveValues, NodeValues } from '../arguments/node.js';
import { formatCount } from '../views/format.js';
import { NODE_DETAILS, NODE_KIND } from '../views/node-view.js';
import type { Run } from './command-context.js';
import { confirmByName, requireAnswerable } from './confirm.js';
import { EXIT } from './exit-codes.js';

export const listNodes: Run<NodeListValues> = async ({ environment }, context) => {
	const client = await context.connect();
	const count = await context.printer.list(NODE_KIND, client.nodes.list(environment));
	if (count === 0) {
		await context.say(
			environment === undefined
				? 'No nodes yet. `stoker token create` makes a join token for them.'
				: `No nodes in ${environment}. \`stoker env assign ${environment} NODE=ROLE\` puts some there.`,
		);
	}
	return EXIT.ok;
};

export const showNode: Run<NodeValues> = async ({ node }, context) => {
	const client = await context.connect();
	const detail = await client.nodes.get(node);
	await context.printer.item(NODE_DETAILS, detail);
	if (detail.drift.length > 0 && context.printer.isForPeople) {
		const { name } = detail.node;
		await context.say(
			`Hardware has drifted. Every change: stoker inventory diff ${name}. To agree to it as it is: stoker node accept-hardware ${name}`,
		);
	}
	return EXIT.ok;
};

export const acceptNode: Run<NodeValues> = async ({ node }, context) => {
	const client = await context.connect();
	const accepted = await client.nodes.accept(node);
	await context.printer.list(NODE_KIND, [accepted]);
	await context.say(`Node ${accepted.name} may join.`);
	return EXIT.ok;
};

export const acceptNodeHardware: Run<NodeValues> = async ({ node }, context) => {
	const client = await context.connect();
	const accepted = await client.nodes.acceptHardware(node);
	await context.printer.list(NODE_KIND, [accepted]);
	await context.say(`The hardware of ${accepted.name} is agreed to as it is now.`);
	return EXIT.ok;
};

export const declareNodeLost: Run<NodeRemoveValues> = async ({ node, isConfirmed }, context) => {
	requireAnswerable(isConfirmed, context, 'node declare-lost');
	const client = await context.connect();
	let wanted = node;
	if (!isConfirmed) {
		const { id, name } = (await client.nodes.get(node)).node;
		await confirmByName(
			name,
			`What ${name} (${id}) runs will count as lost, although it may still be at work.`,
			context,
		);
		wanted = id;
	}
	const { node: lost, lostAttempts } = await client.nodes.declareLost(wanted);
	await context.printer.list(NODE_KIND, [lost]);
	await context.say(
		`${formatCount(lostAttempts, 'attempt')} of ${lost.name} ${lostAttempts === 1 ? 'counts' : 'count'} as lost.`,
	);
	return EXIT.ok;
};

export const removeNode: Run<NodeRemoveValues> = async ({ node, isConfirmed }, context) => {
	requireAnswerable(isConfirmed, context, 'node remove');
	const client = await context.connect();
	let wanted = node;
	if (!isConfirmed) {
		const { id, name } = (await client.nodes.get(node)).node;
		await confirmByName(name, `Node ${name} (${id}) will be forgotten and its certificates revoked.`, context);
		// What was confirmed is what is removed, whatever has been renamed since.
		wanted = id;
	}
	await client.nodes.remove(wanted);
	await context.say(`Node ${node} is forgotten.`);
	return EXIT.ok;
};
