/** A change of a task run, as the environment's event stream has it; numbers are in the order of the commits. */
export interface RunChange {
	readonly sequence: number;
	readonly taskId: string;
	readonly nodeId: string;
	readonly to: string;
}

/** What an application server's task wrote down before it started the server. */
export interface StartRecord {
	readonly offer: string;
	readonly readAtMs: number;
}

/** One application server: the times of its start task, by the controller's clock, and its own record. */
export interface AppEvidence {
	readonly nodeId: string;
	readonly nodeName: string;
	readonly assignedAtMs: number;
	readonly record: StartRecord;
}

/** Everything that shows in which order the tiers came. */
export interface OrderEvidence {
	readonly changes: readonly RunChange[];
	readonly storeNodeId: string;
	/** When the controller made durable that the store answers, by its clock. */
	readonly storeAnsweredAtMs: number;
	/** What the store offered when the deployment had ended. */
	readonly offer: string;
	readonly apps: readonly AppEvidence[];
}

/** The task that ends only when the store has answered, and the one that starts an application server. */
export const STORE_TASK = 'fill_store';
export const APP_TASK = 'start_app';

/** Everything that contradicts "no application server got its task before the store answered"; empty when nothing does. */
export function findOrderProblems(evidence: OrderEvidence): readonly string[] {
	const answered = find(evidence.changes, STORE_TASK, evidence.storeNodeId, 'succeeded');
	if (answered === undefined) {
		return [`No event says that ${STORE_TASK} succeeded.`];
	}
	if (evidence.apps.length === 0) {
		return ['There is no application server.'];
	}
	return evidence.apps.flatMap((app) => problemsOf(app, evidence, answered));
}

function problemsOf(app: AppEvidence, evidence: OrderEvidence, answered: number): readonly string[] {
	const handedOut = find(evidence.changes, APP_TASK, app.nodeId, 'running');
	const { nodeName, assignedAtMs, record } = app;
	return [
		...(handedOut === undefined ? [`No event says that ${APP_TASK} was handed to ${nodeName}.`] : []),
		...(handedOut !== undefined && handedOut <= answered
			? [`${nodeName} got its task with event ${handedOut}, before the store answered with event ${answered}.`]
			: []),
		...(assignedAtMs < evidence.storeAnsweredAtMs
			? [`${nodeName} got its task ${evidence.storeAnsweredAtMs - assignedAtMs} ms before the store answered.`]
			: []),
		...(record.readAtMs < evidence.storeAnsweredAtMs
			? [`${nodeName} read the store ${evidence.storeAnsweredAtMs - record.readAtMs} ms before its task had ended.`]
			: []),
		...(record.offer === evidence.offer
			? []
			: [`${nodeName} read "${record.offer}" at its start; the store offers "${evidence.offer}".`]),
	];
}

function find(changes: readonly RunChange[], taskId: string, nodeId: string, to: string): number | undefined {
	return changes.find((change) => change.taskId === taskId && change.nodeId === nodeId && change.to === to)?.sequence;
}
