import { ENVELOPE_DRIVERS, type EnvelopeDriver } from '@stoker/shared/storage/schema/provisioning-from-envelope.js';
import { Command, Option } from 'commander';

/** What the old program of this name was told. */
export interface BareonFlags {
	readonly dataDriver: EnvelopeDriver;
	/** The data themselves; undefined: they are in the file. */
	readonly inputData?: string;
	readonly inputDataFile: string;
	readonly keyFolder?: string;
}

/** Settings of the old program that have no meaning here, by whether something follows them. */
const IGNORED_FLAGS = [
	'nodebug',
	'verbose',
	'noverbose',
	'use-syslog',
	'nouse-syslog',
	'use-stderr',
	'nouse-stderr',
	'use-journal',
	'nouse-journal',
	'watch-log-file',
];
const IGNORED_SETTINGS = [
	'config-file',
	'config-dir',
	'log-file',
	'logfile',
	'log-dir',
	'logdir',
	'log-config',
	'log-config-append',
	'log-format',
	'log-date-format',
	'syslog-log-facility',
];

/** The command line of old; names may be written with hyphens or underscores. */
export function bareonCommand(version: string): Command {
	const command = new Command('bareon-provision')
		.description('Makes this machine what provisioning data say: disks, images, boot loader. Nobody is asked.')
		.version(version)
		.exitOverride()
		.addOption(
			new Option('--data-driver <name>', 'how the data are written').choices(ENVELOPE_DRIVERS).default('nailgun'),
		)
		.option('--input-data <text>', 'the data themselves, JSON or YAML; may hold secrets: the file is safer')
		.option('--input-data-file <file>', 'file that holds them', '/tmp/provision.json')
		.option('--key-folder <dir>', 'folder of keys of encryptions, each in a file named like its reference')
		.option('-d, --debug', 'accepted and without effect, as are the other settings of logs of old')
		.addHelpText(
			'after',
			`
Calling it is the consent to lose what is on the disks that the data name; the list is printed before anything is written.
Disks that the data do not name are left alone, and so is the disk of the running system.

Exit codes: 0 done, 255 not done, 2 wrong usage.`,
		);
	for (const name of IGNORED_FLAGS) {
		command.addOption(new Option(`--${name}`).hideHelp());
	}
	command.addOption(new Option('-v').hideHelp());
	for (const name of IGNORED_SETTINGS) {
		command.addOption(new Option(`--${name} <value>`).hideHelp());
	}
	return command;
}

/** The old program took `--data_driver` and `--data-driver` for the same. */
export function withHyphens(words: readonly string[]): readonly string[] {
	return words.map((word) => {
		const [, name = '', rest = ''] = /^(--[a-z_-]+)(=.*)?$/s.exec(word) ?? [];
		return name === '' ? word : `${name.replaceAll('_', '-')}${rest}`;
	});
}
