import type { CommandSpec, OptionSpec } from './command-spec.js';

const VALUE_FORMATS = ['json', 'yaml'] as const;

export interface YaqlValues {
	readonly expression: string;
	readonly data: string;
	/** What was in force before; undefined for a first run. */
	readonly old: string | undefined;
	readonly format: (typeof VALUE_FORMATS)[number];
}

export interface ConditionValues {
	readonly expression: string;
	readonly data: string;
	readonly isStrict: boolean;
}

const EXPRESSION_POSITIONAL = { name: 'EXPR', description: 'the expression; quote it for the shell' };
const DATA_OPTION: OptionSpec = { flags: '--data FILE', description: 'YAML or JSON that it reads (required)' };

export const yaqlSpec: CommandSpec<YaqlValues> = {
	path: 'yaql',
	summary: 'Evaluate one YAQL expression on a file, without a controller',
	description:
		'$ is what the file holds. What the functions old, changed, added and the like compare with comes from --old; ' +
		'without it this is a first run, on which everything is changed.',
	examples: [
		{ line: "stoker yaql '$.nodes.where($.role = compute).len()' --data facts.yaml" },
		{ line: "stoker yaql 'changed($.ntp)' --data new.yaml --old old.yaml" },
	],
	positionals: [EXPRESSION_POSITIONAL],
	options: [DATA_OPTION, { flags: '--old FILE', description: 'YAML or JSON of the last run' }],
	formats: VALUE_FORMATS,
	read: (reader) => ({
		expression: reader.positional('EXPR'),
		data: reader.requiredText('data'),
		old: reader.text('old'),
		format: reader.choice('output', VALUE_FORMATS) ?? 'json',
	}),
};

export const conditionSpec: CommandSpec<ConditionValues> = {
	path: 'condition',
	summary: 'Evaluate one condition of the old language on a file, without a controller',
	description:
		'The file maps models to what they hold: settings:storage.volumes_lvm.value reads storage below settings. ' +
		'What is not there is null, or an error with --strict.',
	examples: [{ line: "stoker condition 'settings:debug.value == true' --data models.yaml" }],
	positionals: [EXPRESSION_POSITIONAL],
	options: [DATA_OPTION, { flags: '--strict', description: 'what is not there is an error' }],
	formats: ['json'],
	read: (reader) => ({
		expression: reader.positional('EXPR'),
		data: reader.requiredText('data'),
		isStrict: reader.flag('strict'),
	}),
};
