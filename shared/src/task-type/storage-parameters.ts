import { z } from 'zod';
import { SEED_KINDS } from '../storage/provisioned-system.js';
import { absolutePath, flag, notBlank, retries, seconds, sha256, sizeBytes, text } from './parameter-values.js';

const MOST_ITEMS = 64;
const MOST_DOCUMENT_CHARACTERS = 1024 * 1024;

/** Task types that do a part, or all, of what a storage plan says. */
export const STORAGE_TASK_TYPES = ['partition', 'write_image', 'bootloader', 'provision'] as const;

export type StorageTaskType = (typeof STORAGE_TASK_TYPES)[number];

export function isStorageTask(type: string): type is StorageTaskType {
	return STORAGE_TASK_TYPES.some((known) => known === type);
}

const pace = { timeout: seconds.optional(), retries: retries.optional(), interval: seconds.optional() };

const digest = (length: number, name: string) =>
	z.string({ error: `must be ${name}` }).regex(new RegExp(`^[0-9a-f]{${length}}$`), `must be ${name}`);

/** An image as provisioning data of old have it, with sums of the unpacked content. */
const image = z.looseObject({
	uri: notBlank,
	format: notBlank,
	container: notBlank.default('raw'),
	size: sizeBytes.optional(),
	md5: digest(32, 'an MD5').optional(),
	sha256: sha256.optional(),
	sha512: digest(128, 'a SHA-512').optional(),
});

const lines = z
	.array(notBlank, { error: 'must be a list of texts' })
	.max(MOST_ITEMS, `must have at most ${MOST_ITEMS} items`);

/**
 * What a release may say about provisioning. The tasks of one node are parts of one plan, so what two of them say must
 * agree; what is said nowhere has the default of `docs/task-types.md`.
 */
export const provisioningWishes = {
	/** By mount point. */
	image_data: z.record(absolutePath, image, { error: 'must be images by mount point' }).optional(),
	kernel_params: text.optional(),
	consoles: lines.optional(),
	ssh_keys: lines.optional(),
	/** After the node's name and a dot. */
	domain: text.optional(),
	time_zone: text.optional(),
	seed: z.enum(SEED_KINDS, { error: `must be one of ${SEED_KINDS.join(', ')}` }).optional(),
	user_data: text.max(MOST_DOCUMENT_CHARACTERS, 'must have at most 1,048,576 characters').optional(),
	/** Whether network cards keep the names they had when the plan was made. */
	keep_nic_names: flag.optional(),
	/** Whether the agent of the installed system becomes the one of this node. */
	hand_over: flag.optional(),
};

export const writtenStorageTask = z.looseObject({ ...pace, ...provisioningWishes });

/** What a task says about provisioning, as it is read when a plan is made. */
export type ProvisioningWishes = z.output<typeof writtenStorageTask>;

/** What reaches an agent: the plan and the system are read by their own readers, which refuse what they do not know. */
export const handedOutStorageTask = z.looseObject({
	...pace,
	storage_plan: z.looseObject({}, { error: 'must be a storage plan' }),
	system: z.looseObject({}, { error: 'must be a system' }).optional(),
	/** A secret: the join token with which the installed system's agent becomes the one of this node, once. */
	hand_over_token: notBlank.optional(),
});
