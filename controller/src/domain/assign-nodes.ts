import type { ErrorCode } from '@stoker/shared/model/error-codes.js';
import { type EnvironmentId, MASTER_NODE_ID, type NodeId } from '@stoker/shared/model/ids.js';
import type { NodeStatus } from '@stoker/shared/model/node.js';
import { type FieldViolation, StokerError } from '@stoker/shared/model/stoker-error.js';
import { nextNodeStatus } from './node-state.js';

/** A node as the decision sees it. */
export interface NodeFacts {
	readonly id: NodeId;
	readonly name: string;
	readonly status: NodeStatus;
	readonly environmentId: EnvironmentId | undefined;
}

/** A wish, with the node it names if there is one. */
export interface AssignmentWish {
	readonly wanted: string;
	readonly node: NodeFacts | undefined;
	readonly roles: readonly string[];
}

/** The environment nodes shall belong to. */
export interface EnvironmentFacts {
	readonly id: EnvironmentId;
	readonly name: string;
	readonly roles: ReadonlySet<string>;
	/** Whether a deployment is at work in it: then the nodes it has are busy. */
	readonly isDeploying: boolean;
}

/** The roles a node gets. */
export interface RoleChange {
	readonly node: NodeFacts;
	readonly roles: readonly string[];
}

type Problem = FieldViolation & { readonly code: ErrorCode };

/** Decides which nodes get which roles. Throws one error with every problem; its code is theirs when they share one. */
export function decideAssignment(
	environment: EnvironmentFacts,
	wishes: readonly AssignmentWish[],
): readonly RoleChange[] {
	const problems: Problem[] = [];
	const changes: RoleChange[] = [];
	const seen = new Set<NodeId>();
	for (const [index, { wanted, node, roles }] of wishes.entries()) {
		const field = `nodes[${index}]`;
		problems.push(...roleProblems(environment, roles, field));
		problems.push(...nodeProblems(environment, { wanted, node, field }, seen));
		if (node !== undefined) {
			seen.add(node.id);
			changes.push({ node, roles: [...new Set(roles)] });
		}
	}
	throwProblems(problems, environment);
	return changes;
}

/** A wish to take a node out. */
export type RemovalWish = Omit<AssignmentWish, 'roles'>;

/** Decides which nodes leave an environment, and their status then. Throws one error with every problem. */
export function decideRemoval(
	environment: EnvironmentFacts,
	wishes: readonly RemovalWish[],
): readonly { readonly node: NodeFacts; readonly status: NodeStatus }[] {
	const problems: Problem[] = [];
	const leaving = new Map<NodeId, NodeFacts>();
	for (const [index, { wanted, node }] of wishes.entries()) {
		const field = `nodes[${index}]`;
		if (node === undefined) {
			problems.push(unknownNode(field, wanted));
		} else if (node.environmentId !== environment.id) {
			problems.push(problem('INVALID_REQUEST', field, `node ${node.name} does not belong to ${environment.name}`));
		} else if (isBusy(environment, node)) {
			problems.push(problem('NODE_BUSY', field, `a deployment is at work on node ${node.name}`));
		} else {
			leaving.set(node.id, node);
		}
	}
	throwProblems(problems, environment);
	return [...leaving.values()].map((node) => ({ node, status: nextNodeStatus(node.status, 'unassigned') }));
}

function roleProblems(environment: EnvironmentFacts, roles: readonly string[], field: string): Problem[] {
	if (roles.length === 0) {
		return [problem('INVALID_REQUEST', `${field}.roles`, 'at least one role is needed')];
	}
	return roles.flatMap((role, index) =>
		environment.roles.has(role)
			? []
			: [problem('ROLE_UNKNOWN', `${field}.roles[${index}]`, `the release has no role "${role}"`)],
	);
}

function nodeProblems(
	environment: EnvironmentFacts,
	{ wanted, node, field }: { wanted: string; node: NodeFacts | undefined; field: string },
	seen: ReadonlySet<NodeId>,
): Problem[] {
	if (node === undefined) {
		return [unknownNode(field, wanted)];
	}
	const what = `node ${node.name}`;
	if (node.id === MASTER_NODE_ID) {
		return [problem('INVALID_REQUEST', field, "the controller's own machine belongs to no environment")];
	}
	if (seen.has(node.id)) {
		return [problem('INVALID_REQUEST', field, `${what} is named twice`)];
	}
	if (node.status === 'pending') {
		return [problem('NODE_NOT_ACCEPTED', field, `${what} waits for an administrator`)];
	}
	if (node.environmentId !== undefined && node.environmentId !== environment.id) {
		return [problem('NODE_IN_ENVIRONMENT', field, `${what} belongs to another environment`)];
	}
	return isBusy(environment, node) ? [problem('NODE_BUSY', field, `a deployment is at work on ${what}`)] : [];
}

function isBusy(environment: EnvironmentFacts, node: NodeFacts): boolean {
	return node.status === 'deploying' || (environment.isDeploying && node.environmentId === environment.id);
}

function unknownNode(field: string, wanted: string): Problem {
	return problem('NODE_NOT_FOUND', field, `there is no node "${wanted}"`);
}

function problem(code: ErrorCode, field: string, description: string): Problem {
	return { code, field, description };
}

function throwProblems(problems: readonly Problem[], environment: EnvironmentFacts): void {
	const [first] = problems;
	if (first === undefined) {
		return;
	}
	const code = problems.every((other) => other.code === first.code) ? first.code : 'INVALID_REQUEST';
	const summary = problems.length === 1 ? first.description : `${problems.length} problems`;
	throw new StokerError(code, `Nothing was changed in ${environment.name}: ${summary}.`, {
		subject: { environment: environment.name },
		violations: problems.map(({ field, description }) => ({ field, description })),
	});
}
