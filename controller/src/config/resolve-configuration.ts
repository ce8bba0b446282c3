import { nearestName } from '@stoker/shared/graph/nearest-name.js';
import type { Diagnostic } from '@stoker/shared/model/diagnostic.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { LayerValue } from './layer-value.js';
import { type ConfigurationFile, readYamlLayer } from './read-yaml-layer.js';
import { type Configuration, SETTING_PATHS, SETTINGS, type SettingPath } from './settings.js';

/** Where a configuration comes from; later files win over earlier ones. */
export interface ConfigurationSources {
	readonly files: readonly ConfigurationFile[];
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** By the path of the setting. */
	readonly flags: Readonly<Record<string, string | undefined>>;
}

/** What is in force, and where each value came from. */
export interface ResolvedConfiguration {
	readonly values: Configuration;
	readonly origins: Readonly<Record<SettingPath, string>>;
}

const PREFIX = 'STOKER_';

/**
 * Flags win over the environment, that over files, those over the defaults.
 * Throws CONFIGURATION_INVALID with every problem at once, a losing value's included.
 */
export function resolveConfiguration(sources: ConfigurationSources): ResolvedConfiguration {
	const layers = sources.files.map(readYamlLayer);
	const environment = readEnvironment(sources.environment);
	const flags = readFlags(sources.flags);
	const set = [...layers.flatMap(({ values }) => values), ...environment.values, ...flags];
	const problems = [
		...layers.flatMap((layer) => layer.problems),
		...environment.problems,
		...set.flatMap((value) => check(value) ?? []),
	];
	if (problems.length > 0) {
		const summary = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
		throw new StokerError('CONFIGURATION_INVALID', `The configuration has ${summary}.`, { diagnostics: problems });
	}
	const winners = new Map(set.map((value) => [value.path, value]));
	const entries = SETTING_PATHS.map((path) => {
		const winner = winners.get(path);
		const value = winner === undefined ? SETTINGS[path].standard : SETTINGS[path].read(winner.value);
		return { path, value, origin: winner?.origin ?? 'default' };
	});
	return {
		values: Object.fromEntries(entries.map(({ path, value }) => [path, value])) as Configuration,
		origins: Object.fromEntries(entries.map(({ path, origin }) => [path, origin])) as Record<SettingPath, string>,
	};
}

/** The environment variable of a setting, for example STOKER_LISTEN_ENROL. */
export function variableOf(path: SettingPath): string {
	return PREFIX + wordsOf(path).join('_').toUpperCase();
}

/** The flag of a setting, for example --listen-enrol. */
export function flagOf(path: SettingPath): string {
	return `--${wordsOf(path).join('-').toLowerCase()}`;
}

function wordsOf(path: SettingPath): readonly string[] {
	return path.replace(/[A-Z]/g, (letter) => `.${letter}`).split('.');
}

function check({ path, value, origin, file, line, column }: LayerValue): Diagnostic | undefined {
	const place = { ...(file && { file }), ...(line && { line }), ...(column && { column }), path };
	const from = file === undefined ? ` (${origin})` : '';
	if (!isSetting(path)) {
		const nearest = nearestName(path, SETTING_PATHS);
		return {
			severity: 'error',
			code: 'CONFIGURATION_KEY_UNKNOWN',
			message: `there is no setting "${path}"${from}`,
			...place,
			...(nearest !== undefined && { hint: `Did you mean "${nearest}"?` }),
		};
	}
	if (SETTINGS[path].read(value) === undefined) {
		return {
			severity: 'error',
			code: 'CONFIGURATION_VALUE_INVALID',
			message: `${path} must be ${SETTINGS[path].expected}${from}`,
			...place,
		};
	}
	return undefined;
}

/** Other programs have STOKER_ variables of their own, so only what looks like a slip of the pen is refused. */
function readEnvironment(environment: ConfigurationSources['environment']) {
	const variables = new Map(SETTING_PATHS.map((path) => [variableOf(path), path]));
	const names = [...variables.keys()].map((name) => name.slice(PREFIX.length));
	const values: LayerValue[] = [];
	const problems: Diagnostic[] = [];
	for (const [name, value] of Object.entries(environment)) {
		const path = variables.get(name);
		const isOurs = path === undefined && name.startsWith(PREFIX);
		const nearest = isOurs ? nearestName(name.slice(PREFIX.length), names) : undefined;
		if (path !== undefined && value !== undefined) {
			values.push({ path, value, origin: `environment ${name}` });
		} else if (nearest !== undefined) {
			const message = `there is no setting behind the environment variable ${name}`;
			const hint = `Did you mean ${PREFIX}${nearest}?`;
			problems.push({ severity: 'error', code: 'CONFIGURATION_KEY_UNKNOWN', message, path: name, hint });
		}
	}
	return { values, problems };
}

function readFlags(flags: ConfigurationSources['flags']): LayerValue[] {
	return Object.entries(flags).flatMap(([path, value]) =>
		value === undefined ? [] : [{ path, value, origin: `flag ${isSetting(path) ? flagOf(path) : path}` }],
	);
}

function isSetting(path: string): path is SettingPath {
	return Object.hasOwn(SETTINGS, path);
}
