/** Every task type a release may use: those of versions 1.0.0 to 2.2.0 of the old systems, and those of storage plans. */
export const TASK_TYPES = [
	'puppet',
	'shell',
	'master_shell',
	'sync',
	'upload_file',
	'upload_files',
	'copy_files',
	'reboot',
	'erase_node',
	'move_to_bootstrap',
	'cobbler_sync',
	'partition',
	'write_image',
	'bootloader',
	'provision',
	'group',
	'stage',
	'skipped',
	'noop',
	'role',
] as const;

export type TaskType = (typeof TASK_TYPES)[number];

/** Types that execute nothing: the controller completes them itself. */
export const ANCHOR_TYPES: ReadonlySet<TaskType> = new Set(['stage', 'skipped', 'noop']);

/** A JSON value as it stands in task parameters. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

/** Where nodes are looked for. `undefined` alias lists were not written. */
export type RoleSelector = string | readonly string[] | null;

/** A relation to tasks on any node. */
export interface CrossRelation {
	/** Exact name, or `/regex/` matched from the start. */
	readonly name: string;
	/** `undefined` or `*`: all tagged nodes; `self`: the declaring node; `null`: the sync node. */
	readonly role: RoleSelector | undefined;
	readonly policy: 'all' | 'any';
}

/** A task definition as the graph compiler takes it: aliases resolved, defaults filled in. */
export interface TaskDefinition {
	readonly id: string;
	readonly type: TaskType;
	/** "X.Y.Z"; "1.0.0" when absent. */
	readonly version: string;
	/** Nobody wrote the version. */
	readonly isVersionAssumed?: true;
	/** First of tags, roles, groups that was written. */
	readonly roles: RoleSelector | undefined;
	readonly requires: readonly string[];
	readonly requiredFor: readonly string[];
	readonly crossDepends: readonly CrossRelation[];
	readonly crossDependedBy: readonly CrossRelation[];
	/** Only on groups: members. */
	readonly tasks: readonly string[];
	readonly parameters: JsonObject;
	/** False: a failure counts as done for those who depend on it. */
	readonly failOnError: boolean;
	/** True: a lost attempt may be tried again, once it is known to have ended. */
	readonly retryOnLost: boolean;
	/** Everything else that was written, kept verbatim. */
	readonly extra: JsonObject;
	/** Where it was written. */
	readonly source: SourceLocation;
	/** Where each entry of the relation lists above was written, in their order. */
	readonly places?: RelationPlaces;
	/** Relations written as expressions; they are not in the lists above. */
	readonly expressions?: readonly RelationExpression[];
}

/** The relation lists of a task. */
export const RELATION_FIELDS = ['requires', 'requiredFor', 'crossDepends', 'crossDependedBy'] as const;

export type RelationField = (typeof RELATION_FIELDS)[number];

/** A place within the file of a task. */
export type Place = Omit<SourceLocation, 'file'>;

export type RelationPlaces = Readonly<Partial<Record<RelationField, readonly Place[]>>>;

/** A relation, or a whole list of them, whose value is known only once facts are. */
export interface RelationExpression {
	readonly field: RelationField;
	/** As written, for example `{ name: "db", role: { yaql_exp: "$.roles" } }`. */
	readonly written: JsonValue;
	readonly place: Place;
}

/** A place in a file; line and column from 1. */
export interface SourceLocation {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	/** Path of the value within the file, for example `[3]`. */
	readonly path: string;
}
