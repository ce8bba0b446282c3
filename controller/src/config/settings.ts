/** One setting: how it is read, and what it is when nobody says anything. */
export interface Setting<Value> {
	readonly standard: Value;
	/** For `--help` and the example file; one sentence. */
	readonly description: string;
	/** What the value must look like, for people. */
	readonly expected: string;
	/** Undefined when the value does not fit. Texts come from flags and the environment, the rest from YAML. */
	read(value: unknown): Value | undefined;
}

const HOST_PORT = /^(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/;
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?$/;
const RSYNC_ADDRESS = /^rsync:\/\/[^/\s]+\/\S+$/;
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\]):/;
const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every setting by its path in the file; `listen.enrol` is `STOKER_LISTEN_ENROL` and `--listen-enrol`. */
export const SETTINGS = {
	dataFolder: path('/var/lib/stoker', 'Folder of the database, keys and logs.'),
	'listen.enrol': address('0.0.0.0:7440', 'Where machines join.'),
	'listen.agents': address('0.0.0.0:7441', 'Where agents keep their sessions.'),
	'listen.admin': address('0.0.0.0:7442', 'Where people and programs call.'),
	'listen.https': address('0.0.0.0:7443', 'Where agents fetch files.'),
	'advertise.names': names(
		'Further host names and addresses of this machine for its certificate; agents are sent to the first.',
	),
	'sources.folders': paths('Folders of this machine that tasks of type copy_files may copy from.'),
	'sources.rsync': folders(
		'Folders that addresses of rsync stand for in tasks of type sync; others are left to rsync.',
	),
	metrics: loopback(
		'off',
		'Where Prometheus finds metrics and supervisors health, on this machine alone; `127.0.0.1:7444` is usual.',
	),
	'log.level': oneOf<LogLevel>(LOG_LEVELS, 'info', 'Least severe log lines written.'),
	'agents.heartbeatSeconds': seconds(5, 'Time between two signs of life of an agent.'),
	'agents.unreachableSeconds': seconds(20, 'Silence after which a node shows as unreachable.'),
	'agents.leaseSeconds': seconds(60, 'Silence after which the clock of loss starts.'),
	'agents.lostExtraSeconds': seconds(60, "Added to the rest of a task's timeout before its agent counts as lost."),
} as const;

export type SettingPath = keyof typeof SETTINGS;

/** The value of every setting, by path. */
export type Configuration = {
	readonly [Path in SettingPath]: (typeof SETTINGS)[Path] extends Setting<infer Value> ? Value : never;
};

export const SETTING_PATHS = Object.keys(SETTINGS) as readonly SettingPath[];

function path(standard: string, description: string): Setting<string> {
	const isPath = (value: unknown): value is string => typeof value === 'string' && /^[./]/.test(value);
	return { standard, description, expected: 'a path', read: (value) => (isPath(value) ? value : undefined) };
}

function address(standard: string, description: string): Setting<string> {
	return {
		standard,
		description,
		expected: 'HOST:PORT',
		read(value) {
			const [text, port] = typeof value === 'string' ? (HOST_PORT.exec(value) ?? []) : [];
			return Number(port) <= 65_535 ? text : undefined;
		},
	};
}

/** `off`, or an address that only this machine reaches: what listens there asks nobody who he is. */
function loopback(standard: string, description: string): Setting<string> {
	const listening = address(standard, description);
	return {
		standard,
		description,
		expected: 'off, or HOST:PORT of this machine alone, for example 127.0.0.1:7444',
		// YAML 1.1 readers and people write `off` for false.
		read: (value) =>
			value === 'off' || value === false ? 'off' : LOOPBACK.test(String(value)) ? listening.read(value) : undefined,
	};
}

function names(description: string): Setting<readonly string[]> {
	return {
		standard: [],
		description,
		expected: 'a list of host names or addresses',
		read(value) {
			const items: unknown = typeof value === 'string' ? splitList(value) : value;
			const fits = Array.isArray(items) && items.length <= 64 && items.every(isHostName);
			return fits ? (items as readonly string[]) : undefined;
		},
	};
}

function paths(description: string): Setting<readonly string[]> {
	return {
		standard: [],
		description,
		expected: 'a list of absolute paths',
		read(value) {
			const items: unknown = typeof value === 'string' ? splitList(value) : value;
			return Array.isArray(items) && items.length <= 64 && items.every(isAbsolute) ? items : undefined;
		},
	};
}

function folders(description: string): Setting<Readonly<Record<string, string>>> {
	return {
		standard: {},
		description,
		expected: 'a map of rsync://HOST/PATH to absolute paths; as text ADDRESS=PATH, several with commas between them',
		read(value) {
			const map: unknown = typeof value === 'string' ? Object.fromEntries(splitList(value).map(splitPair)) : value;
			const entries = typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.entries(map) : undefined;
			const fits = entries?.every(([address, path]) => RSYNC_ADDRESS.test(address) && isAbsolute(path));
			return fits === true ? (map as Readonly<Record<string, string>>) : undefined;
		},
	};
}

function splitPair(text: string): readonly [string, string] {
	const equals = text.indexOf('=');
	return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

function isAbsolute(value: unknown): value is string {
	return typeof value === 'string' && value.startsWith('/') && !value.split('/').includes('..');
}

function oneOf<Value extends string>(values: readonly Value[], standard: Value, description: string): Setting<Value> {
	const expected = `one of ${values.join(', ')}`;
	return { standard, description, expected, read: (value) => values.find((candidate) => candidate === value) };
}

function seconds(standard: number, description: string): Setting<number> {
	return {
		standard,
		description,
		expected: 'seconds, more than 0 and at most 86400',
		read(value) {
			const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
			return typeof number === 'number' && number > 0 && number <= 86_400 ? number : undefined;
		},
	};
}

function splitList(text: string): readonly string[] {
	return text
		.split(',')
		.map((item) => item.trim())
		.filter((item) => item !== '');
}

function isHostName(value: unknown): boolean {
	return typeof value === 'string' && HOST_NAME.test(value);
}
