import { SYSTEM_STREAM } from '@stoker/shared/model/event.js';
import type { EnvironmentId, NodeId } from '@stoker/shared/model/ids.js';
import type { NodeStatus } from '@stoker/shared/model/node.js';
import type { EnvironmentView, NodeAssignment } from '@stoker/shared/model/views.js';
import { decideAssignment, decideRemoval, type EnvironmentFacts } from '../domain/assign-nodes.js';
import type { WriteTransaction } from '../store/store.js';
import type { AuditSubject } from './audit.js';
import { findActiveDeployment, findNodes } from './environment-facts.js';
import { environmentView } from './environment-views.js';
import { type EnvironmentRow, findEnvironment, findRelease } from './lookups.js';
import { type Mutation, recordMutation } from './mutation.js';
import { agreeToHardware } from './node-inventory.js';
import type { ServicePorts } from './ports.js';
import { storedContent } from './release-views.js';
import { Violations } from './violations.js';

const MAX_NODES = 1_000;
const MAX_ROLES = 64;

type Ports = Pick<ServicePorts, 'store' | 'clock'>;
type Events = Mutation['events'];

/** Which nodes get which roles. */
export interface AssignNodes {
	readonly environment: string;
	readonly nodes: readonly NodeAssignment[];
}

/** Which nodes leave. */
export interface UnassignNodes {
	readonly environment: string;
	readonly nodes: readonly string[];
}

/** Puts nodes into an environment, or replaces their roles. Throws one error with every problem; then nothing changes. */
export async function assignNodes(ports: Ports, request: AssignNodes, subject: AuditSubject): Promise<EnvironmentView> {
	checkNodes(request.nodes);
	const atMs = ports.clock.wallMs();
	return ports.store.write(async (transaction) => {
		const { db } = transaction;
		const { row, facts } = await loadEnvironment(transaction, request.environment);
		const nodes = await findNodes(
			db,
			request.nodes.map((wish) => wish.node),
		);
		const wishes = request.nodes.map((wish) => ({ wanted: wish.node, node: nodes.get(wish.node), roles: wish.roles }));
		const changes = decideAssignment(facts, wishes);
		const events: Events[number][] = [];
		for (const { node, roles } of changes) {
			const values = { environment_id: row.id, roles: JSON.stringify(roles) };
			await db.updateTable('node').set(values).where('id', '=', node.id).execute();
			const message = `assigned to ${row.name}: ${roles.join(', ')}`;
			events.push(...nodeChanged(facts.id, { nodeId: node.id, status: node.status, message }));
		}
		// What is planned from now on rests on the hardware that new nodes have now.
		const entering = changes.filter(({ node }) => node.environmentId !== facts.id);
		await agreeToHardware(
			transaction,
			entering.map(({ node }) => node.id),
			atMs,
		);
		const message = `${counted(changes.length)} assigned`;
		events.push([facts.id, { kind: 'environment_changed', status: row.status, message }]);
		await recordMutation(transaction, { atMs, subject, action: 'AssignNodes', object: label(row), events });
		return environmentView(db, row);
	});
}

/** Takes nodes out of an environment. Throws one error with every problem; then nothing changes. */
export async function unassignNodes(
	ports: Ports,
	request: UnassignNodes,
	subject: AuditSubject,
): Promise<EnvironmentView> {
	checkNodes(request.nodes.map((node) => ({ node, roles: [] })));
	const atMs = ports.clock.wallMs();
	return ports.store.write(async (transaction) => {
		const { row, facts } = await loadEnvironment(transaction, request.environment);
		const nodes = await findNodes(transaction.db, request.nodes);
		const leaving = decideRemoval(
			facts,
			request.nodes.map((wanted) => ({ wanted, node: nodes.get(wanted) })),
		);
		const events = await releaseNodes(transaction, row, leaving);
		const message = `${counted(leaving.length)} unassigned`;
		const changed = [facts.id, { kind: 'environment_changed', status: row.status, message }] as const;
		const object = label(row);
		await recordMutation(transaction, {
			atMs,
			subject,
			action: 'UnassignNodes',
			object,
			events: [...events, changed],
		});
		return environmentView(transaction.db, row);
	});
}

/** Gives nodes back to the pool and answers with the events that tell so. */
export async function releaseNodes(
	{ db }: WriteTransaction,
	environment: EnvironmentRow,
	leaving: ReturnType<typeof decideRemoval>,
): Promise<Events> {
	const events: Events[number][] = [];
	for (const { node, status } of leaving) {
		const values = { environment_id: null, roles: '[]', status, status_message: '' };
		await db.updateTable('node').set(values).where('id', '=', node.id).execute();
		const message = `taken out of ${environment.name}`;
		events.push(...nodeChanged(environment.id as EnvironmentId, { nodeId: node.id, status, message }));
	}
	return events;
}

// Whoever watches the machines and whoever watches the environment both want to know.
function nodeChanged(
	environmentId: EnvironmentId,
	change: { readonly nodeId: NodeId; readonly status: NodeStatus; readonly message: string },
): Events {
	const body = { kind: 'node_changed', ...change } as const;
	return [
		[SYSTEM_STREAM, body],
		[environmentId, body],
	];
}

async function loadEnvironment(
	{ db }: WriteTransaction,
	idOrName: string,
): Promise<{ readonly row: EnvironmentRow; readonly facts: EnvironmentFacts }> {
	const row = await findEnvironment(db, idOrName);
	const release = await findRelease(db, row.release_id);
	const active = await findActiveDeployment(db, row.id);
	const roles = new Set(storedContent(release).roles.map((role) => role.id));
	return { row, facts: { id: row.id as EnvironmentId, name: row.name, roles, isDeploying: active !== undefined } };
}

function checkNodes(nodes: readonly NodeAssignment[]): void {
	const violations = new Violations();
	if (nodes.length === 0 || nodes.length > MAX_NODES) {
		violations.add('nodes', `must have 1 to ${MAX_NODES} items`);
	}
	for (const [index, { node, roles }] of nodes.slice(0, MAX_NODES).entries()) {
		if (node === '') {
			violations.add(`nodes[${index}].node`, 'is missing');
		}
		if (roles.length > MAX_ROLES) {
			violations.add(`nodes[${index}].roles`, `has ${roles.length} items; at most ${MAX_ROLES} are allowed`);
		}
	}
	violations.throwIfAny();
}

function label(row: EnvironmentRow): string {
	return `environment ${row.name}`;
}

function counted(count: number): string {
	return count === 1 ? '1 node' : `${count} nodes`;
}
