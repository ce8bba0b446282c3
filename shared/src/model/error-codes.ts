/** Names of gRPC status codes that Stoker answers with. */
export type StatusName =
	| 'INVALID_ARGUMENT'
	| 'NOT_FOUND'
	| 'ALREADY_EXISTS'
	| 'PERMISSION_DENIED'
	| 'UNAUTHENTICATED'
	| 'FAILED_PRECONDITION'
	| 'ABORTED'
	| 'RESOURCE_EXHAUSTED'
	| 'UNAVAILABLE'
	| 'DEADLINE_EXCEEDED'
	| 'INTERNAL';

interface ErrorCodeRow {
	readonly status: StatusName;
	readonly meaning: string;
	readonly nextStep: string;
}

/**
 * Every stable error code, its gRPC status and what a person can do.
 * `docs/errors.md` is generated from this table. A code is never renamed or reused.
 */
export const ERROR_CODES = {
	AGENT_IDENTITY_IN_USE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'Another agent process holds a living session for this node.',
		nextStep: 'Stop the other agent process, or give this machine an identity of its own with a fresh token.',
	},
	AGENT_IDENTITY_MISMATCH: {
		status: 'PERMISSION_DENIED',
		meaning: 'The agent names another node than its certificate does.',
		nextStep: 'Its state folder was copied from another machine: remove the folder and join again.',
	},
	ACCESS_DENIED: {
		status: 'PERMISSION_DENIED',
		meaning: 'The access role of the certificate does not allow this call.',
		nextStep: 'Use a context with a higher access role.',
	},
	BLOB_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'There is no such content, or no open attempt of the node names it.',
		nextStep: 'Agents fetch what their assignments name; nobody else needs to ask.',
	},
	BOOT_IMAGE_INCOMPLETE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The installed system lacks a program or a kernel that it needs to start from its disks.',
		nextStep: 'Add what the message names to the image of the system, then repeat the task.',
	},
	BOOT_LOADER_MISSING: {
		status: 'FAILED_PRECONDITION',
		meaning: 'Neither the installed system nor the running one has a boot loader for this firmware.',
		nextStep: 'Add the package that the message names to the image of the system, or to the bootstrap image.',
	},
	BOOT_LOADER_NO_ROOM: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A disk to boot from has no partition that takes the boot loader.',
		nextStep: 'Give each such disk a partition with the purpose that the message names, then plan again.',
	},
	CALL_TIMED_OUT: {
		status: 'DEADLINE_EXCEEDED',
		meaning: 'The call took longer than the controller gives a call; what it had begun may still come to its end.',
		nextStep: 'Look at what is there now, then try again; the log of stokerd tells what took so long.',
	},
	CERTIFICATE_INVALID: {
		status: 'UNAUTHENTICATED',
		meaning:
			'The certificate or signing request cannot be read, was not issued by this controller, or its proof of key is wrong.',
		nextStep: 'Join again with a fresh token; for a person, ask an administrator for a new credential.',
	},
	CERTIFICATE_EXPIRED: {
		status: 'UNAUTHENTICATED',
		meaning: 'The certificate has ended.',
		nextStep:
			'An agent renews by itself for 30 days, after that join again with a fresh token; for a person, ask an administrator for a new credential.',
	},
	CERTIFICATE_REVOKED: {
		status: 'UNAUTHENTICATED',
		meaning: 'The certificate was revoked.',
		nextStep: 'Join again with a fresh token; for a person, ask an administrator for a new credential.',
	},
	CLOCK_JUMPED: {
		status: 'UNAVAILABLE',
		meaning: "The controller's own clock jumped, so it does not judge whether certificates have ended.",
		nextStep: "Set the controller's clock right and restart stokerd.",
	},
	CONFIGURATION_INVALID: {
		status: 'INVALID_ARGUMENT',
		meaning: 'The configuration holds an unknown key or a value that does not fit.',
		nextStep: 'Correct the keys named; `stokerd config` shows what is in force and where it came from.',
	},
	CREDENTIAL_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'There is no such credential.',
		nextStep: 'List them with `stoker credential list`.',
	},
	DATA_FOLDER_EXISTS: {
		status: 'ALREADY_EXISTS',
		meaning: 'A data folder shall be made where there is something already.',
		nextStep: 'Do as the message says, or choose another folder with --data-folder.',
	},
	DATA_FOLDER_IN_USE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'Another stokerd owns the data folder.',
		nextStep: 'Stop the other process, or choose another data folder.',
	},
	DATA_FOLDER_INVALID: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The data folder was not made by `stokerd init`, or by a newer version.',
		nextStep: 'Run `stokerd init` first, or run the newer version.',
	},
	DEPLOYMENT_ACTIVE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A deployment is at work in this environment.',
		nextStep: 'Wait for it, or stop it with `stoker deployment stop`.',
	},
	DEPLOYMENT_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'There is no such deployment.',
		nextStep: 'List them with `stoker deployment list`.',
	},
	DEPLOYMENT_ENDED: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The deployment has already ended.',
		nextStep: 'Take up one that failed with `stoker deployment retry`, or begin anew with `stoker env deploy`.',
	},
	DEPLOYMENT_STOPPING: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The deployment is stopping: nothing new begins in it.',
		nextStep: 'Wait until it has ended; then retry its failed runs, or plan and deploy again.',
	},
	DEPLOYMENT_SUPERSEDED: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A later deployment of the same environment and graph took the place of this one.',
		nextStep: 'Retry the latest deployment, or plan and deploy again.',
	},
	DESTROY_NOT_AGREED: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The plan destroys what is on disks, and nobody agreed to that.',
		nextStep:
			'Read what would be lost, then agree to it: `stoker env deploy ENV --agree DIGEST`, on the machine itself `stoker-agent provision --agree DIGEST`.',
	},
	DISK_AMBIGUOUS: {
		status: 'FAILED_PRECONDITION',
		meaning: 'More than one disk of the machine is the one that a plan means.',
		nextStep: 'Look for two paths to one disk, or for disks with the same serial number; then plan again.',
	},
	DISK_CHANGED: {
		status: 'FAILED_PRECONDITION',
		meaning:
			'A disk is not as the plan saw it: another one, another size, or something is on it that nobody agreed to lose.',
		nextStep: 'Look at what the message names, let the node send its inventory, then plan again.',
	},
	DISK_IN_USE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'What a plan would take down is in use by the running system.',
		nextStep: 'Stop what the message names, or boot the machine from the network.',
	},
	DISK_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'A disk or a volume that a plan means is not there.',
		nextStep: 'Look whether it is plugged in and answers, then plan again.',
	},
	DISK_READ_ONLY: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A disk that would be changed cannot be written to.',
		nextStep: 'Take the write protection off, or take the disk out of the layout.',
	},
	ENVIRONMENT_EXISTS: {
		status: 'ALREADY_EXISTS',
		meaning: 'An environment of this name exists.',
		nextStep: 'Choose another name.',
	},
	ENVIRONMENT_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'There is no such environment.',
		nextStep: 'List them with `stoker env list`.',
	},
	ERASE_REFUSED: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A disk cannot be erased in the way asked for, or must not be.',
		nextStep: 'Do what the message says, or choose another method.',
	},
	EVENTS_COMPACTED: {
		status: 'FAILED_PRECONDITION',
		meaning: 'Events after this sequence number are no longer kept.',
		nextStep: 'Watch again from a snapshot.',
	},
	GRAPH_CYCLE: {
		status: 'INVALID_ARGUMENT',
		meaning: 'Tasks wait for each other in a circle.',
		nextStep: 'Remove one of the relations on the path shown.',
	},
	GRAPH_INVALID: {
		status: 'INVALID_ARGUMENT',
		meaning: 'The task graph cannot be compiled.',
		nextStep: 'Correct every problem listed, then try again.',
	},
	HARDWARE_MISMATCH: {
		status: 'PERMISSION_DENIED',
		meaning: 'The token is bound to other hardware.',
		nextStep: 'Make a token for this machine, or one that is not bound.',
	},
	IMAGE_CHANGED: {
		status: 'ABORTED',
		meaning: 'An image became another one while it was fetched.',
		nextStep: 'Repeat the task; put new versions of an image under new names.',
	},
	IMAGE_CHECKSUM_MISMATCH: {
		status: 'FAILED_PRECONDITION',
		meaning: 'An image does not have the checksum it should have; what was written of it is not used.',
		nextStep: 'Correct the checksum, or put the right image where the address says; then repeat the task.',
	},
	IMAGE_DAMAGED: {
		status: 'FAILED_PRECONDITION',
		meaning: 'An image is cut off, cannot be unpacked, or has another size than was said.',
		nextStep: 'Build or upload the image again, then repeat the task.',
	},
	IMAGE_FORMAT_MISMATCH: {
		status: 'FAILED_PRECONDITION',
		meaning: 'An image holds something else than the layout says.',
		nextStep:
			'Correct format or compression of the image, or the type of its file system, in the layout; or the address of the image.',
	},
	IMAGE_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'There is no image at its address.',
		nextStep: 'Correct the address in the layout, or put the image there.',
	},
	IMAGE_SIDE_FILE_INVALID: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A block map or checksum file beside an image cannot be used.',
		nextStep: 'Make it anew from the image, or remove it.',
	},
	IMAGE_STAGING_FULL: {
		status: 'RESOURCE_EXHAUSTED',
		meaning: 'An image that must lie on this machine whole before it is written has no room here.',
		nextStep: 'Convert it to raw and pack it with zstd, which needs no room, or give the machine more memory.',
	},
	IMAGE_TOO_LARGE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'An image is larger than where it is to be written.',
		nextStep: 'Make the partition or volume larger in the layout, or the image smaller.',
	},
	IMAGE_UNREACHABLE: {
		status: 'UNAVAILABLE',
		meaning: 'An image cannot be fetched from its address.',
		nextStep: 'Check that the address can be reached from the node and answers; then repeat the task.',
	},
	IMAGE_UNSAFE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'An image refers to files outside of itself, or would write outside of its place.',
		nextStep: 'Build the image anew without such references.',
	},
	INTERNAL: {
		status: 'INTERNAL',
		meaning: 'A fault in Stoker itself.',
		nextStep: 'Report it with the request id; the log of stokerd has the details under it.',
	},
	INVALID_REQUEST: {
		status: 'INVALID_ARGUMENT',
		meaning: 'A field of the request does not fit.',
		nextStep: 'Correct the fields named.',
	},
	INVENTORY_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'The node has no inventory of this number; only the newest are kept.',
		nextStep: 'List them with `stoker inventory list NODE`.',
	},
	KEPT_NOT_FOUND: {
		status: 'FAILED_PRECONDITION',
		meaning: 'What is to be kept is not on the disk as the plan saw it.',
		nextStep: 'Compare the layout with the inventory; correct place and type, or do not keep it.',
	},
	LAYOUT_CHANGED: {
		status: 'ABORTED',
		meaning: 'The layout of the node was changed by somebody else meanwhile.',
		nextStep: 'Look at it again with `stoker storage show NODE`, then decide anew.',
	},
	LAYOUT_INVALID: {
		status: 'INVALID_ARGUMENT',
		meaning: 'The schema or the sizes do not fit the disks of the node; nothing was stored.',
		nextStep: 'Correct what the problems say.',
	},
	LAYOUT_NOT_EDITABLE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'Sizes are edited of what roles ask for, and a schema counts for the node, or no role asks for anything.',
		nextStep:
			'Clear the schema with `stoker storage clear NODE`, give the node roles of a release with volumes, or set another schema.',
	},
	LOG_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'The task run has no such attempt, so there is no output.',
		nextStep: 'List its attempts with `stoker deployment tasks`.',
	},
	NODE_HEARD: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The node is heard, so it is not lost.',
		nextStep:
			'End its tasks with `stoker deployment stop --now`, take it out with `stoker deployment remove-node`, or stop its agent first.',
	},
	NODE_BUSY: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A deployment is at work on the node.',
		nextStep: 'Wait for the deployment, or stop it first.',
	},
	NODE_IN_ENVIRONMENT: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The node belongs to an environment.',
		nextStep: 'Take it out with `stoker env unassign` first.',
	},
	NODE_NOT_ACCEPTED: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The node waits for an administrator.',
		nextStep: 'Accept it with `stoker node accept`.',
	},
	NODE_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'There is no such node.',
		nextStep: 'List them with `stoker node list`.',
	},
	NODE_NOT_PENDING: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The node was accepted before.',
		nextStep: 'Nothing to do.',
	},
	NODE_WITHOUT_INVENTORY: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The agent of the node has not told of its hardware yet.',
		nextStep: 'Wait until the node is online, then try again.',
	},
	NOT_SERVING: {
		status: 'UNAVAILABLE',
		meaning: 'The controller is starting, stopping, or cannot write to its store.',
		nextStep: 'Try again soon; `stoker system info` and the log of stokerd tell more.',
	},
	PIN_MISMATCH: {
		status: 'UNAUTHENTICATED',
		meaning: 'The controller that answers is not the one the join token was made by.',
		nextStep: 'Check the address; if it is right, somebody may sit in between.',
	},
	NOTHING_TO_RETRY: {
		status: 'FAILED_PRECONDITION',
		meaning: 'No run of the deployment has failed or was left undone.',
		nextStep: 'Look at it with `stoker deployment show`; `stoker env deploy` begins anew.',
	},
	PLAN_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'There is no such plan.',
		nextStep: 'Make one with `stoker env plan`.',
	},
	PLAN_EMPTY: {
		status: 'FAILED_PRECONDITION',
		meaning: 'No task of the graph runs on any node of the environment.',
		nextStep: 'Assign roles with `stoker env assign`.',
	},
	PLAN_STALE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'What the plan was computed from has changed, or its digest is another.',
		nextStep: 'Plan again and look at the new plan.',
	},
	PROTOCOL_MISMATCH: {
		status: 'INTERNAL',
		meaning: 'The other side sent something this version does not know.',
		nextStep: 'Run the same version of stoker, stokerd and the agents.',
	},
	RATE_LIMITED: {
		status: 'RESOURCE_EXHAUSTED',
		meaning: 'Too many calls from this peer.',
		nextStep: 'Wait as long as the answer says, then try again.',
	},
	RELEASE_IN_USE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'Environments are made of this release.',
		nextStep: 'Delete the environments first.',
	},
	RELEASE_EXISTS: {
		status: 'ALREADY_EXISTS',
		meaning: 'Another release of this name and version exists.',
		nextStep: 'Raise the version, or delete the other release.',
	},
	RELEASE_INVALID: {
		status: 'INVALID_ARGUMENT',
		meaning: 'The release folder has errors; nothing was stored.',
		nextStep: 'Correct every problem listed, then import again.',
	},
	RELEASE_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'There is no such release.',
		nextStep: 'List them with `stoker release list`.',
	},
	RELEASE_UNAVAILABLE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The release says that it is not available.',
		nextStep: 'Choose another release, or set its state to available and import it again.',
	},
	ROLE_UNKNOWN: {
		status: 'INVALID_ARGUMENT',
		meaning: 'The release has no such role.',
		nextStep: 'Look at its roles with `stoker release show`.',
	},
	STORAGE_ACTION_UNSUPPORTED: {
		status: 'FAILED_PRECONDITION',
		meaning: 'This agent cannot carry out an action of a storage plan.',
		nextStep: 'Install the agent that came with the controller, then repeat the task.',
	},
	STORAGE_BUSY: {
		status: 'FAILED_PRECONDITION',
		meaning: 'Another task or command is at work on the disks of the machine.',
		nextStep: 'Wait until it has ended, then repeat the task.',
	},
	STORAGE_MOUNT_BUSY: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A file system of the installed system cannot be unmounted.',
		nextStep: 'See what uses it with `fuser -vm`, end that, then repeat the task.',
	},
	STORAGE_NOT_VERIFIED: {
		status: 'ABORTED',
		meaning: 'After an action the disks are not as it should have left them.',
		nextStep:
			"The output shows what the tools said; look for errors of the disk in the kernel's log, then repeat the task.",
	},
	STORAGE_PLAN_INVALID: {
		status: 'INVALID_ARGUMENT',
		meaning: 'A storage plan cannot be read, or was changed after it was agreed to.',
		nextStep: 'Plan again with the programs of this version.',
	},
	STORAGE_STAGE_MISSING: {
		status: 'FAILED_PRECONDITION',
		meaning: 'Images or boot loaders are to be written to disks that are not partitioned yet.',
		nextStep: 'Run the task of type `partition` first, or one of type `provision`.',
	},
	STORAGE_TOOL_FAILED: {
		status: 'ABORTED',
		meaning: 'A program that works on disks failed.',
		nextStep: 'The message holds what it said; repeat the task when the cause is removed.',
	},
	STORAGE_TOOL_MISSING: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A program that works on disks is not installed where the agent runs.',
		nextStep: 'Install it there, or add it to the bootstrap image.',
	},
	STORAGE_TOOL_TIMED_OUT: {
		status: 'DEADLINE_EXCEEDED',
		meaning: 'A program that works on disks took too long and was ended.',
		nextStep: "Look for errors of the disk in the kernel's log, then repeat the task.",
	},
	STORAGE_WRITE_FAILED: {
		status: 'INTERNAL',
		meaning: 'A disk did not take what was written to it.',
		nextStep: 'Look at the kernel log of the node; replace the disk if it is broken, then repeat the task.',
	},
	STORE_FAILED: {
		status: 'UNAVAILABLE',
		meaning: 'The store cannot be written; nothing was acknowledged.',
		nextStep: 'Make room or repair the disk; stokerd recovers by itself.',
	},
	SYSTEM_INVALID: {
		status: 'INVALID_ARGUMENT',
		meaning: 'What an installed system is to be cannot be read, or does not fit the storage plan.',
		nextStep: 'Correct what the message names.',
	},
	TASK_ATTEMPT_STALE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'The attempt reported is not the one in force.',
		nextStep: 'Nothing: the report was kept with its attempt.',
	},
	TASK_RUN_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'The deployment has no such task on this node.',
		nextStep: 'List them with `stoker deployment tasks`.',
	},
	TASK_RUN_STATE: {
		status: 'FAILED_PRECONDITION',
		meaning: 'A task run is in a state in which this cannot be done.',
		nextStep:
			'Look at the states of the task runs named: what runs must end first. Only failed runs are retried by name; without names everything left undone is taken up.',
	},
	TOKEN_EXPIRED: {
		status: 'UNAUTHENTICATED',
		meaning: 'The join token has ended.',
		nextStep: 'Make a fresh one with `stoker token create`.',
	},
	TOKEN_INVALID: {
		status: 'UNAUTHENTICATED',
		meaning: 'The join token is unknown, damaged or revoked.',
		nextStep: 'Make a fresh one with `stoker token create`.',
	},
	TOKEN_NOT_FOUND: {
		status: 'NOT_FOUND',
		meaning: 'There is no such token.',
		nextStep: 'List them with `stoker token list`.',
	},
	TOKEN_USED_UP: {
		status: 'UNAUTHENTICATED',
		meaning: 'Every use of the join token is spent.',
		nextStep: 'Make a fresh one with `stoker token create --uses N`.',
	},
	TRANSITION_ILLEGAL: {
		status: 'INTERNAL',
		meaning: 'A state machine was asked for a step its table does not have.',
		nextStep: 'Report it with the request id; the log of stokerd has the details under it.',
	},
} as const satisfies Record<string, ErrorCodeRow>;

/** A stable error code. */
export type ErrorCode = keyof typeof ERROR_CODES;
