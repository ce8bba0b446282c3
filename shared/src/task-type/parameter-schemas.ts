import { z } from 'zod';
import type { TaskType } from '../model/task.js';
import { ERASE_METHODS } from '../storage/erase-order.js';
import { manifestEntry } from './manifest-entry.js';
import {
	absolutePath,
	account,
	flag,
	nodeId,
	notBlank,
	permissions,
	retries,
	seconds,
	sha256,
	sizeBytes,
	text,
} from './parameter-values.js';
import { handedOutStorageTask, writtenStorageTask } from './storage-parameters.js';

/** What every type that does something may be told; read into the plan, not by executors. */
const pace = {
	timeout: seconds.optional(),
	retries: retries.optional(),
	interval: seconds.optional(),
};

const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;

const puppet = z.looseObject({
	...pace,
	/** From `cwd` where it is relative, as plugins write it. */
	puppet_manifest: notBlank,
	/** One folder, or several with colons between them. */
	puppet_modules: notBlank.default('/etc/puppet/modules'),
	cwd: absolutePath.default('/'),
	debug: flag.default(false),
	noop: flag.default(false),
	/** Put before the command, for example `nice -n 5`. */
	command_prefix: text.default(''),
	raw_report: flag.optional(),
	succeed_retries: retries.optional(),
	undefined_retries: retries.optional(),
	start_timeout: seconds.optional(),
	start_interval: seconds.optional(),
});

const shell = z.looseObject({ ...pace, cmd: notBlank, cwd: absolutePath.default('/') });

const uploadFile = z.looseObject({
	...pace,
	path: absolutePath,
	// The old systems refuse blank content too, so no release can mean an empty file by it.
	data: z.string({ error: 'must be text' }).refine((data) => data.trim() !== '', 'must not be blank'),
	permissions: permissions.default(FILE_MODE),
	dir_permissions: permissions.default(FOLDER_MODE),
	user: account.optional(),
	group: account.optional(),
	overwrite: flag.default(true),
	/** Whether missing folders on the way are made. */
	parents: flag.default(true),
});

const uploadFiles = z.looseObject({
	...pace,
	nodes: z
		.array(
			z.looseObject({
				uid: nodeId,
				files: z.array(
					z.looseObject({
						/** The content itself. */
						src: z.string({ error: 'must be text' }),
						dst: absolutePath,
						permissions: permissions.default(FILE_MODE),
						dir_permissions: permissions.default(FOLDER_MODE),
					}),
					{ error: 'must be a list of files' },
				),
			}),
			{ error: 'must be a list of nodes with files' },
		)
		.min(1, 'must name at least one node'),
});

const copiedFile = {
	src: absolutePath,
	dst: absolutePath,
	permissions: permissions.optional(),
	dir_permissions: permissions.optional(),
};

function copyFilesOf<File extends z.ZodType>(file: File) {
	return z.looseObject({
		...pace,
		files: z.array(file, { error: 'must be a list of files with src and dst' }).min(1, 'must name at least one file'),
		permissions: permissions.optional(),
		dir_permissions: permissions.default(FOLDER_MODE),
	});
}

const sync = z.looseObject({
	...pace,
	/** A folder of the node, HOST:PATH or rsync://HOST/MODULE. */
	src: notBlank,
	dst: absolutePath,
	/** What the tree below `dst` shall be; there when the controller itself is the source. */
	manifest: z.array(manifestEntry).optional(),
});

const diskNames = z.array(notBlank, { error: 'must be a list of disks' }).default([]);

const eraseNode = z.looseObject({
	...pace,
	method: z.enum(ERASE_METHODS, { error: `must be one of ${ERASE_METHODS.join(', ')}` }).default('metadata'),
	/** Serial numbers, WWNs, links or kernel names; all disks where it is empty. */
	disks: diskNames,
	/** Named in the same way. */
	except: diskNames,
});

const provisioning = z.looseObject({
	...pace,
	/** Whatever the provisioner of old wanted to know. */
	provisioning_info: z.looseObject({}, { error: 'must be a mapping' }).optional(),
	slave_name: text.optional(),
});

const anything = z.looseObject({});

/** What a release may write, by task type. Keys that no executor reads are let through (reference: execution, section 1). */
export const writtenSchemas = {
	puppet,
	shell,
	master_shell: shell,
	sync,
	upload_file: uploadFile,
	upload_files: uploadFiles,
	copy_files: copyFilesOf(z.looseObject(copiedFile)),
	reboot: z.looseObject(pace),
	erase_node: eraseNode,
	move_to_bootstrap: provisioning,
	cobbler_sync: provisioning,
	partition: writtenStorageTask,
	write_image: writtenStorageTask,
	bootloader: writtenStorageTask,
	provision: writtenStorageTask,
	group: anything,
	stage: anything,
	skipped: anything,
	noop: anything,
	role: anything,
} as const satisfies { readonly [Type in TaskType]: z.ZodType };

/** What reaches an agent: files of the controller have become blobs, wishes a storage plan. */
export const handedOutSchemas = {
	...writtenSchemas,
	copy_files: copyFilesOf(
		z.looseObject({
			...copiedFile,
			sha256,
			size: sizeBytes,
			/** Of the source; counts where no permissions are asked for. */
			mode: permissions,
		}),
	),
	partition: handedOutStorageTask,
	write_image: handedOutStorageTask,
	bootloader: handedOutStorageTask,
	provision: handedOutStorageTask,
} as const satisfies { readonly [Type in TaskType]: z.ZodType };
