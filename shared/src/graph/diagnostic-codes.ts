import type { Diagnostic } from '../model/diagnostic.js';
import { STORAGE_CODES } from '../storage/storage-codes.js';

interface DiagnosticRow {
	readonly severity: Diagnostic['severity'];
	readonly meaning: string;
	readonly nextStep: string;
}

/**
 * Every stable code of a problem in what a person wrote; `docs/diagnostics.md` lists the same rows.
 * A code is never renamed or reused.
 */
export const DIAGNOSTIC_CODES = {
	...STORAGE_CODES,
	ALIAS_INVALID: {
		severity: 'error',
		meaning: 'A YAML alias names no anchor before it, or stands inside its own anchor.',
		nextStep: 'Put the anchor before the alias, outside of what it holds.',
	},
	DIAGNOSTICS_TRUNCATED: {
		severity: 'warning',
		meaning: 'There are more problems than are listed.',
		nextStep: 'Correct those listed and check again.',
	},
	EXPRESSION_FAILED: {
		severity: 'error',
		meaning: 'An expression of a task has no value on the facts of a node.',
		nextStep: 'Correct the expression, or add the facts it reads; use get(key) for what may be absent.',
	},
	EXPRESSION_RESULT_INVALID: {
		severity: 'error',
		meaning: 'An expression gives something that cannot stand where it is written.',
		nextStep: 'Let it give what the message says was expected.',
	},
	EXPRESSION_UNREADABLE: {
		severity: 'error',
		meaning: 'A condition or an expression cannot be read.',
		nextStep: 'Correct it at the position shown.',
	},
	FIELD_INVALID: {
		severity: 'error',
		meaning: 'A value has the wrong shape.',
		nextStep: 'Write what the message says was expected.',
	},
	FIELD_MISSING: {
		severity: 'error',
		meaning: 'A field that is needed is absent.',
		nextStep: 'Add the field named.',
	},
	FIELD_SUSPECT: {
		severity: 'warning',
		meaning: 'A field is unknown but almost spelt like a known one, or is given twice under two spellings.',
		nextStep: 'Correct the spelling; unknown fields are kept but have no effect.',
	},
	FILE_IGNORED: {
		severity: 'warning',
		meaning: 'A file of the release folder is not read.',
		nextStep: 'Name it release.yaml, graphs/TYPE.tasks.yaml or graphs/TYPE.metadata.yaml, or leave it out.',
	},
	FILE_MISSING: {
		severity: 'error',
		meaning: 'The folder lacks a file every release has.',
		nextStep: 'Add the file named.',
	},
	FILE_NOT_UTF8: {
		severity: 'error',
		meaning: 'A file is no text in UTF-8.',
		nextStep: 'Save it as UTF-8.',
	},
	FOLDER_TOO_LARGE: {
		severity: 'error',
		meaning: 'The folder has more than 64 files or 16 MiB.',
		nextStep: 'Leave out what is no part of the release.',
	},
	GRAPH_CYCLE: {
		severity: 'error',
		meaning: 'Tasks wait for each other in a circle.',
		nextStep: 'Remove one of the relations on the path shown.',
	},
	GRAPH_TOO_LARGE: {
		severity: 'error',
		meaning: 'The graph would have more than two million vertices or eight million edges.',
		nextStep: 'Narrow the roles of tasks, or the patterns in their relations.',
	},
	GROUP_MEMBER_UNKNOWN: {
		severity: 'error',
		meaning: 'A group names a task that does not exist.',
		nextStep: 'Correct the name, or take it out of the group.',
	},
	GROUP_NESTED: {
		severity: 'warning',
		meaning: 'A group names another group, which has no effect.',
		nextStep: 'Name the tasks of the inner group instead.',
	},
	KEY_DUPLICATE: {
		severity: 'warning',
		meaning: 'A key occurs twice in one mapping; the last one counts.',
		nextStep: 'Remove one of the two.',
	},
	NODE_FILTER_INVALID: {
		severity: 'error',
		meaning: 'The node filter of a graph cannot be read, or has no value for a node.',
		nextStep: 'Correct node_filter in the metadata of the graph; an empty one lets all nodes through.',
	},
	PARAMETERS_TOO_LARGE: {
		severity: 'error',
		meaning: 'The parameters of a task are larger than 16 MiB.',
		nextStep: 'Ship large content as a file that the task fetches.',
	},
	PARAMETER_INVALID: {
		severity: 'error',
		meaning: 'A parameter does not fit the type of its task.',
		nextStep: 'Write what the message says it must be.',
	},
	PARAMETER_MISSING: {
		severity: 'error',
		meaning: 'A parameter that the task type needs is absent.',
		nextStep: 'Add the parameter named.',
	},
	PATTERN_INVALID: {
		severity: 'error',
		meaning: 'A pattern between slashes cannot be read, or not by an engine of linear time.',
		nextStep: 'Write a simpler regular expression; it is matched from the start of the name.',
	},
	RELATION_NAMES_GROUP: {
		severity: 'warning',
		meaning: 'A relation names a group, which orders nothing.',
		nextStep: 'Name a task of the group instead.',
	},
	RELATION_UNEVALUATED: {
		severity: 'warning',
		meaning: 'Relations written as expressions count as empty, because there are no facts to evaluate them on.',
		nextStep: 'Give the facts of the environment, or write the names of the tasks instead.',
	},
	RELATION_UNKNOWN: {
		severity: 'warning',
		meaning: 'A relation matches no task at all, so it orders nothing.',
		nextStep: 'Correct the name, or remove the relation.',
	},
	RELEASE_DUPLICATE: {
		severity: 'error',
		meaning: 'Two releases of the folder have the same name and version.',
		nextStep: 'Give one of them another name or version.',
	},
	ROLE_UNKNOWN: {
		severity: 'warning',
		meaning: 'A role or tag used by tasks is provided by no role of the release.',
		nextStep: 'Add it to roles_metadata or tags_metadata, or correct the name.',
	},
	ROLE_WITHOUT_NODES: {
		severity: 'warning',
		meaning: 'No node carries a role or tag that tasks ask for.',
		nextStep: 'Assign the role to a node with `stoker env assign`, if these tasks shall run.',
	},
	SELECTION_UNKNOWN: {
		severity: 'error',
		meaning: 'The tasks or subgraphs selected name something that the graph does not have.',
		nextStep: 'Correct the name; stoker graph show lists what there is.',
	},
	SOURCE_NOT_ALLOWED: {
		severity: 'error',
		meaning: 'A task copies a file that lies in none of the folders tasks may read from.',
		nextStep: 'Add its folder to the setting sources.folders of stokerd, or copy from one that is there.',
	},
	SOURCE_TOO_LARGE: {
		severity: 'error',
		meaning: 'A file or folder that a task copies is larger than Stoker carries.',
		nextStep: 'Copy less; a folder may hold 100,000 files and folders and 4 GiB.',
	},
	SOURCE_UNREADABLE: {
		severity: 'error',
		meaning: "A file or folder that a task copies is missing on the controller's machine, or cannot be read.",
		nextStep: 'Put it there, readable for stokerd, and plan again.',
	},
	STRATEGY_INVALID: {
		severity: 'error',
		meaning: 'The strategy of a task cannot be kept.',
		nextStep: 'Use one_by_one, or parallel with an amount of 0 (any number) or more.',
	},
	TASK_ID_DUPLICATE: {
		severity: 'error',
		meaning: 'Two tasks of one graph have the same id.',
		nextStep: 'Rename or remove one of them.',
	},
	TASK_ID_INVALID: {
		severity: 'error',
		meaning: 'A task id cannot be used.',
		nextStep: 'Use letters, digits and the signs _ . : + # - , at most 255.',
	},
	TASK_NOWHERE: {
		severity: 'warning',
		meaning: 'Tasks run on no node of the environment.',
		nextStep: 'Nothing to do if their roles are not wanted.',
	},
	TASK_TYPE_NOT_RUN: {
		severity: 'error',
		meaning: 'A task of a type that only describes is to be run on nodes.',
		nextStep: 'Use a type that does something, or `stage` or `skipped` for a task that only orders others.',
	},
	TASK_TYPE_UNKNOWN: {
		severity: 'error',
		meaning: 'A task has a type that does not exist.',
		nextStep: 'Use one of the types in the documentation of task types.',
	},
	TASK_VERSION_LEGACY: {
		severity: 'warning',
		meaning: 'A task of a version below 2.0.0 says nothing about other nodes, so it may run too early.',
		nextStep: 'Write the version it is made for, or let old tasks be adapted (propagate_task_deploy).',
	},
	TASK_VERSION_TOO_OLD: {
		severity: 'error',
		meaning: 'A task of a version below 2.0.0 says nothing about other nodes, and old tasks are not adapted.',
		nextStep:
			'Let old tasks be adapted (`propagate_task_deploy: true` in the common facts), or say what the task waits for and raise its version to 2.0.0.',
	},
	YAML_INVALID: {
		severity: 'error',
		meaning: 'The file is not well-formed YAML.',
		nextStep: 'Correct the file at the line shown.',
	},
	YAML_OLD_FORM: {
		severity: 'warning',
		meaning: 'An alias, a merge key or a tag such as !!pairs, which readers of YAML take differently.',
		nextStep: 'Nothing to do: it is read as the old loader did. Write the value out if other programs read the file.',
	},
	YAML_SUSPECT: {
		severity: 'warning',
		meaning: 'YAML that can be read but is probably not meant so, for example an unknown tag.',
		nextStep: 'Write it in plain YAML.',
	},
	YAML_TOO_DEEP: {
		severity: 'error',
		meaning: 'Values are nested more than 200 deep.',
		nextStep: 'Write the file flatter.',
	},
	YAML_TOO_LARGE: {
		severity: 'error',
		meaning: 'The files hold more than is read at once, as written or once aliases and merge keys are written out.',
		nextStep: 'Leave out what is no part of the release; use fewer aliases.',
	},
} as const satisfies Readonly<Record<string, DiagnosticRow>>;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;

/** Makes a diagnostic with the severity its code has. */
export function diagnose(
	code: DiagnosticCode,
	message: string,
	rest: Omit<Diagnostic, 'severity' | 'code' | 'message'> = {},
): Diagnostic {
	return { severity: DIAGNOSTIC_CODES[code].severity, code, message, ...rest };
}
