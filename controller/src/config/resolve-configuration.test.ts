import { type StokerError } from '@stoker/shared/model/stoker-error.js';
import { describe, expect, it } from 'vitest';
import { type ConfigurationSources, flagOf, resolveConfiguration, variableOf } from './resolve-configuration.js';
import { SETTING_PATHS, SETTINGS } from './settings.js';

const NOTHING: ConfigurationSources = { files: [], environment: {}, flags: {} };

function file(text: string, path = '/etc/stoker/stokerd.yaml') {
	return { path, text };
}

function problemsOf(sources: Partial<ConfigurationSources>) {
	try {
		resolveConfiguration({ ...NOTHING, ...sources });
	} catch (error) {
		expect((error as StokerError).code).toBe('CONFIGURATION_INVALID');
		return (error as StokerError).diagnostics;
	}
	throw new Error('the configuration was accepted');
}

describe('the configuration', () => {
	it('without any source is the defaults', () => {
		const { values, origins } = resolveConfiguration(NOTHING);
		expect(values['listen.enrol']).toBe('0.0.0.0:7440');
		expect(new Set(Object.values(origins))).toEqual(new Set(['default']));
		for (const path of SETTING_PATHS) {
			expect(SETTINGS[path].read(SETTINGS[path].standard)).toEqual(SETTINGS[path].standard);
		}
	});

	it('takes flags before the environment, that before files, later files before earlier ones', () => {
		const { values, origins } = resolveConfiguration({
			files: [
				file('listen:\n  enrol: a:1\n  agents: a:2\n  admin: a:3\ndataFolder: /a\n'),
				file('listen: { agents: b:2, admin: b:3 }\ndataFolder: /b\n', '/etc/stoker/conf.d/b.yaml'),
			],
			environment: { STOKER_LISTEN_ADMIN: 'c:3', STOKER_DATA_FOLDER: '/c', HOME: '/root' },
			flags: { dataFolder: '/d', 'listen.enrol': undefined },
		});
		expect(values).toMatchObject({
			'listen.enrol': 'a:1',
			'listen.agents': 'b:2',
			'listen.admin': 'c:3',
			dataFolder: '/d',
		});
		expect(origins).toMatchObject({
			'listen.enrol': '/etc/stoker/stokerd.yaml:2',
			'listen.agents': '/etc/stoker/conf.d/b.yaml:1',
			'listen.admin': 'environment STOKER_LISTEN_ADMIN',
			dataFolder: 'flag --data-folder',
			'log.level': 'default',
		});
	});

	it('reads lists and numbers from texts too', () => {
		const environment = { STOKER_ADVERTISE_NAMES: 'a.example, 10.0.0.1', STOKER_AGENTS_LEASE_SECONDS: '90' };
		const { values } = resolveConfiguration({ ...NOTHING, environment });
		expect(values['advertise.names']).toEqual(['a.example', '10.0.0.1']);
		expect(values['agents.leaseSeconds']).toBe(90);
	});

	it('lets metrics listen on this machine alone, or not at all', () => {
		const read = (metrics: string) =>
			resolveConfiguration({ files: [], environment: {}, flags: { metrics } }).values.metrics;
		expect(['off', '127.0.0.1:7444', '[::1]:1', 'localhost:0'].map(read)).toEqual([
			'off',
			'127.0.0.1:7444',
			'[::1]:1',
			'localhost:0',
		]);
		for (const refused of ['0.0.0.0:7444', '10.0.0.1:7444', '127.0.0.1', '127.0.0.1.example.org:1', 'on']) {
			expect(() => read(refused), refused).toThrow(expect.objectContaining({ code: 'CONFIGURATION_INVALID' }));
		}
	});

	it('names every problem at once, with file, line and the nearest known key', () => {
		const text = 'dataFoldr: /x\nlisten:\n  enrol: nowhere\n  agnts: a:1\nlog: loud\nagents:\n  leaseSeconds: -1\n';
		const problems = problemsOf({
			files: [file(text)],
			environment: { STOKER_LOG_LEVL: 'x' },
			flags: { 'log.level': 'x' },
		});
		expect(new Map(problems.map((problem) => [problem.path, problem]))).toEqual(
			new Map(
				Object.entries({
					dataFoldr: { line: 1, column: 1, hint: 'Did you mean "dataFolder"?' },
					'listen.enrol': { line: 3, message: 'listen.enrol must be HOST:PORT' },
					'listen.agnts': { line: 4, hint: 'Did you mean "listen.agents"?' },
					log: { line: 5 },
					'agents.leaseSeconds': { line: 7 },
					'log.level': { message: 'log.level must be one of debug, info, warn, error (flag --log-level)' },
					STOKER_LOG_LEVL: { hint: 'Did you mean STOKER_LOG_LEVEL?' },
				}).map(([path, wanted]) => [path, expect.objectContaining(wanted)]),
			),
		);
		expect(problems).toHaveLength(7);
	});

	it('tells where YAML is broken, or is no map at all', () => {
		expect(problemsOf({ files: [file('listen:\n  enrol: [a\n')] })[0]).toMatchObject({ code: 'CONFIGURATION_SYNTAX' });
		expect(problemsOf({ files: [file('dataFolder: /a\ndataFolder: /b\n')] })[0]).toMatchObject({ line: 2 });
		expect(problemsOf({ files: [file('- a\n')] })[0]).toMatchObject({ message: 'must be a map of settings' });
		expect(resolveConfiguration({ ...NOTHING, files: [file('# nothing\n')] }).values['log.level']).toBe('info');
	});

	it('reads folders from files, and from texts with commas between them', () => {
		const rsync = { 'rsync://10.20.0.2:/puppet/': '/etc/puppet', 'rsync://m/p': '/srv/p' };
		const yaml = `sources:\n  folders: [/a, /b]\n  rsync:\n    "rsync://10.20.0.2:/puppet/": /etc/puppet\n    rsync://m/p: /srv/p\n`;
		const fromFile = resolveConfiguration({ ...NOTHING, files: [file(yaml)] }).values;
		const flags = {
			'sources.folders': '/a, /b',
			'sources.rsync': 'rsync://10.20.0.2:/puppet/=/etc/puppet,rsync://m/p=/srv/p',
		};
		const fromFlags = resolveConfiguration({ ...NOTHING, flags }).values;
		for (const values of [fromFile, fromFlags]) {
			expect([values['sources.folders'], values['sources.rsync']]).toEqual([['/a', '/b'], rsync]);
		}
		const wrong = ['relative', '/up/../there'].map((path) => ({ 'sources.folders': path }));
		const wrongMaps = ['/a', 'rsync://m/p', 'rsync://m/p=b', 'm::p=/b'].map((map) => ({ 'sources.rsync': map }));
		for (const bad of [...wrong, ...wrongMaps]) {
			expect(problemsOf({ flags: bad }).map(({ code }) => code)).toEqual(['CONFIGURATION_VALUE_INVALID']);
		}
	});

	it('leaves the variables of other programs alone', () => {
		const environment = { STOKER_CONTEXT: 'prod', STOKER_CONTEXT_FILE: '/x', STOKER_LOG_FILE: '/y' };
		expect(() => resolveConfiguration({ ...NOTHING, environment })).not.toThrow();
	});

	it('has one flag and one variable for each setting', () => {
		expect(new Set(SETTING_PATHS.map(flagOf)).size).toBe(SETTING_PATHS.length);
		expect(new Set(SETTING_PATHS.map(variableOf)).size).toBe(SETTING_PATHS.length);
	});
});
