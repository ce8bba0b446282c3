import type { AttemptOutcome, DeploymentKind, DeploymentState, TaskRunState } from '@stoker/shared/model/deployment.js';
import type { EnvironmentStatus } from '@stoker/shared/model/environment.js';
import type { NodeStatus } from '@stoker/shared/model/node.js';
import type { NotificationSeverity } from '@stoker/shared/model/notification.js';
import type { Generated } from 'kysely';

/**
 * Tables as both databases have them. Times are wall-clock milliseconds since 1970; JSON columns hold text;
 * booleans are 0 or 1; ids are text. Nullable columns are null where there is nothing to say.
 */
export interface Database {
	counter: CounterTable;
	node: NodeTable;
	node_inventory: NodeInventoryTable;
	node_layout: NodeLayoutTable;
	certificate: CertificateTable;
	token: TokenTable;
	release: ReleaseTable;
	environment: EnvironmentTable;
	environment_facts: EnvironmentFactsTable;
	environment_graph: EnvironmentGraphTable;
	plan: PlanTable;
	plan_facts: PlanFactsTable;
	plan_storage: PlanStorageTable;
	deployment: DeploymentTable;
	task_run: TaskRunTable;
	attempt: AttemptTable;
	event_stream: EventStreamTable;
	event: EventTable;
	audit: AuditTable;
	notification: NotificationTable;
	notification_cursor: NotificationCursorTable;
	setting: SettingTable;
	blob: BlobTable;
	blob_part: BlobPartTable;
	plan_blob: PlanBlobTable;
	attempt_blob: AttemptBlobTable;
}

/** Numbers handed out, by name, for example the next node id. */
export interface CounterTable {
	name: string;
	value: number;
}

export interface NodeTable {
	id: string;
	/** Unique. */
	name: string;
	status: NodeStatus;
	status_message: string;
	/** What of it went wrong, in the words of graphs, for example `deploy`; empty where nothing did. */
	error_type: Generated<string>;
	/** Before the deployment at work, or the last one. */
	status_before: NodeStatus | null;
	environment_id: string | null;
	/** JSON array of role ids. */
	roles: string;
	/** Hardware identity as JSON, and the key a machine is recognised by. */
	hardware: string;
	hardware_key: string;
	/** SHA-256 of the key of the enrolment that waits for an administrator, with its signing request (DER). */
	pending_key_digest: string | null;
	pending_request: Uint8Array | null;
	agent_version: string;
	instance_id: string | null;
	boot_id: string | null;
	journal_id: string | null;
	session_epoch: number;
	inventory: string | null;
	inventory_digest: string | null;
	inventory_at: number | null;
	/** The hardware that was agreed to; what is gone of it is drift. */
	agreed_inventory: string | null;
	agreed_at: number | null;
	last_seen_at: number | null;
	created_at: number;
}

/** What the hardware of a node was, newest numbers last; the newest is that of the node itself. */
export interface NodeInventoryTable {
	node_id: string;
	number: number;
	digest: string;
	inventory: string;
	found_at: number;
}

/** What an operator wants on the disks of a node; a node without a row has what its roles ask for. */
export interface NodeLayoutTable {
	node_id: string;
	/** Counts the changes. */
	version: number;
	/** LayoutFormat, and the schema as it was written; null where the roles decide. */
	format: string | null;
	written: string | null;
	/** VolumeEdits as JSON; null where nothing was edited. */
	edits: string | null;
	/** What makes the identifiers of its disks its own; another one makes them anew. */
	seed: string;
	updated_at: number;
	updated_by: string;
}

/** Certificates issued, by serial number (lower-case hexadecimal). */
export interface CertificateTable {
	serial: string;
	/** Node id, or the name of a person or program. */
	subject: string;
	access_role: string;
	/** SHA-256 of its public key: the same key never uses a token twice. */
	key_digest: string;
	token_id: string | null;
	/** DER, leaf only. */
	der: Uint8Array;
	not_before: number;
	not_after: number;
	revoked_at: number | null;
}

export interface TokenTable {
	id: string;
	salt: Uint8Array;
	secret_hash: Uint8Array;
	created_at: number;
	expires_at: number;
	uses: number;
	uses_left: number;
	hardware: string;
	requires_accept: number;
	revoked_at: number | null;
	created_by: string;
}

export interface ReleaseTable {
	id: string;
	/** Unique together with the version. */
	name: string;
	version: string;
	digest: string;
	/** ReleaseContent as JSON. */
	content: string;
	created_at: number;
}

export interface EnvironmentTable {
	id: string;
	/** Unique. */
	name: string;
	status: EnvironmentStatus;
	/** Before the deployment at work, or the last one. */
	status_before: EnvironmentStatus | null;
	release_id: string;
	created_at: number;
}

/** What a person wrote for an environment's expressions to read. */
export interface EnvironmentFactsTable {
	environment_id: string;
	/** JSON: {common, nodes}. */
	document: string;
	/** SHA-256 over the document, hexadecimal. */
	digest: string;
	updated_at: number;
}

/** An environment's own graph of a type. */
export interface EnvironmentGraphTable {
	environment_id: string;
	graph_type: string;
	/** Both YAML as they were uploaded. */
	tasks: string;
	metadata: string;
	/** SHA-256 over both, hexadecimal. */
	digest: string;
	created_at: number;
}

/** What a plan was computed on: the state that its successful runs leave behind. */
export interface PlanFactsTable {
	plan_id: string;
	/** Facts as JSON, compressed. */
	facts: Uint8Array;
}

/** Key: (plan_id, node_id). What a plan does to the disks of a node, and what the node is to be beside them. */
export interface PlanStorageTable {
	plan_id: string;
	node_id: string;
	/** The seed it was planned with, which the node has once the plan is started. */
	seed: string;
	/** Compressed JSON. */
	document: Uint8Array;
}

export interface PlanTable {
	id: string;
	environment_id: string;
	graph_type: string;
	/** SHA-256 over the graph, hexadecimal. */
	digest: string;
	/** SHA-256 over everything the plan was computed from. */
	input_digest: string;
	/** What lists show, as JSON. */
	summary: string;
	/** The graph, compressed. */
	graph: Uint8Array;
	created_at: number;
}

export interface DeploymentTable {
	id: string;
	environment_id: string;
	/** Unique: a plan is executed once. */
	plan_id: string;
	kind: Generated<DeploymentKind>;
	state: DeploymentState;
	started_at: number;
	ended_at: number | null;
	started_by: string;
	message: string;
	/** DeploymentControl as JSON; what is missing is as if nobody had said anything. */
	control: Generated<string>;
	/** JSON array of NodeExclusion. */
	excluded_nodes: Generated<string>;
}

/** Key: (deployment_id, vertex). Barriers have no row. */
export interface TaskRunTable {
	deployment_id: string;
	vertex: number;
	task_id: string;
	node_id: string;
	state: TaskRunState;
	ready_at: number | null;
	ended_at: number | null;
	message: string;
	/** Attempts made before an operator last asked for another one: retries are counted from there. */
	attempts_before: Generated<number>;
}

export interface AttemptTable {
	assignment_id: string;
	deployment_id: string;
	vertex: number;
	number: number;
	node_id: string;
	journal_id: string;
	boot_id: string;
	assigned_at: number;
	started_at: number | null;
	ended_at: number | null;
	outcome: AttemptOutcome['outcome'] | null;
	/** The whole AttemptOutcome as JSON. */
	detail: string | null;
	/** 1 when the outcome decided the run. */
	is_decisive: number;
	cancel_requested: number;
}

/** Last sequence number of each stream; '' is the system stream. */
export interface EventStreamTable {
	stream: string;
	last_sequence: number;
	/** Events up to this number are no longer kept. */
	compacted_through: number;
}

/** Key: (stream, sequence). */
export interface EventTable {
	stream: string;
	sequence: number;
	at: number;
	/** EventBody as JSON. */
	body: string;
}

/** What people should know; each is made of one event. */
export interface NotificationTable {
	number: number;
	stream: string;
	sequence: number;
	at: number;
	severity: NotificationSeverity;
	topic: string;
	object: string;
	message: string;
	read_at: number | null;
	read_by: string;
}

/** How far each stream was looked at for notifications. */
export interface NotificationCursorTable {
	stream: string;
	sequence: number;
}

/** Append-only, hash-chained. */
export interface AuditTable {
	sequence: number;
	at: number;
	actor: string;
	action: string;
	object: string;
	request_id: string;
	outcome: string;
	digest: string;
	hash: string;
}

/** Facts of the installation itself, for example when the clock was last right. */
export interface SettingTable {
	name: string;
	value: string;
}

/** Contents that lie in the data folder under their digest. */
export interface BlobTable {
	sha256: string;
	size_bytes: number;
	created_at: number;
}

/** Key: (whole, part). The tree of a folder is a blob that is made of those of its files. */
export interface BlobPartTable {
	whole: string;
	part: string;
}

/** Key: (plan_id, sha256). What a plan was computed with. */
export interface PlanBlobTable {
	plan_id: string;
	sha256: string;
}

/** Key: (assignment_id, sha256). What the node of an attempt may read until the attempt ends. */
export interface AttemptBlobTable {
	assignment_id: string;
	sha256: string;
}
