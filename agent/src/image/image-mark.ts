import { createHash } from 'node:crypto';
import type { SignatureContent } from '@stoker/shared/storage/inventory.js';
import type { WriteImageAction } from '@stoker/shared/storage/storage-action.js';
import { probe } from '../storage/signatures.js';
import type { HandlerTools } from '../storage/storage-tools.js';
import { readDevice, writeDevice } from '../system/block-device.js';
import { readIfPresent, writeDurably } from '../system/durable-file.js';
import { isTree } from './judge-image.js';
import { withMounted } from './mounted.js';

/**
 * What says that an image is whole, always written last. `uuid`: the file system has the one of the plan. `file`: a tree has a
 * file at its root, because its file system had that UUID before. `note`: neither is possible, so there is a note behind
 * the image, near the end of its place.
 */
export type MarkKind = 'uuid' | 'file' | 'note';

export function markKind({ image, uuid }: WriteImageAction): MarkKind {
	if (isTree(image)) {
		return 'file';
	}
	return uuid === '' ? 'note' : 'uuid';
}

/** Before the room at the very end, where plans leave a word of their own. */
const NOTE_FROM_END_BYTES = 8192;
const NOTE_BYTES = 4096;
const MARK_FILE = '.stoker-image';

/** An image that is marked by a note may have so many bytes less than its place. */
export const NOTE_ROOM_BYTES = NOTE_FROM_END_BYTES;

/** Whether the mark is there. Never writes. */
export async function isMarked(action: WriteImageAction, tools: HandlerTools): Promise<boolean> {
	const node = await tools.devices.nodeOf(action.on);
	switch (markKind(action)) {
		case 'uuid':
			return hasUuid(await probe(node, tools.run), action);
		case 'file':
			return hasMarkFile(node, action, tools);
		case 'note': {
			const note = await readDevice(node, (await sizeOf(node, tools)) - NOTE_FROM_END_BYTES, NOTE_BYTES);
			return note.equals(noteOf(action, tools));
		}
	}
}

/** Puts the mark into a tree that is mounted. */
export async function markTree(folder: string, action: WriteImageAction, { run }: HandlerTools): Promise<void> {
	// The files first: a mark may not outlive a power loss that they did not.
	await run('sync', ['-f', folder], { isQuiet: true });
	await writeDurably(`${folder}/${MARK_FILE}`, markText(action));
}

/** Takes a note away before an image is written in front of it. */
export async function clearNote(node: string, tools: HandlerTools): Promise<void> {
	await writeDevice(node, (await sizeOf(node, tools)) - NOTE_FROM_END_BYTES, Buffer.alloc(NOTE_BYTES));
}

export async function writeNote(node: string, action: WriteImageAction, tools: HandlerTools): Promise<void> {
	await writeDevice(node, (await sizeOf(node, tools)) - NOTE_FROM_END_BYTES, noteOf(action, tools));
}

function hasUuid(found: SignatureContent | undefined, { fileSystemType, uuid }: WriteImageAction): boolean {
	return found?.type === fileSystemType && found.uuid.toLowerCase() === uuid.toLowerCase();
}

async function hasMarkFile(node: string, action: WriteImageAction, tools: HandlerTools): Promise<boolean> {
	const found = await probe(node, tools.run);
	if (found === undefined) {
		return false;
	}
	return withMounted({ node, type: found.type, access: 'read' }, tools, async (folder) => {
		return (await readIfPresent(`${folder}/${MARK_FILE}`)) === markText(action);
	});
}

function noteOf({ id }: WriteImageAction, { plan }: HandlerTools): Buffer {
	const note = Buffer.alloc(NOTE_BYTES);
	note.write(`stoker image ${createHash('sha256').update(`${plan.digest}\n${id}`).digest('hex')}\n`);
	return note;
}

function markText({ id, uuid, image }: WriteImageAction): string {
	const digest = createHash('sha256')
		.update(JSON.stringify([id, uuid, image]))
		.digest('hex');
	return `This file system was unpacked from an image by Stoker, and is whole.\n${digest}\n`;
}

async function sizeOf(node: string, { run }: HandlerTools): Promise<number> {
	return Number(await run('blockdev', ['--getsize64', node], { isQuiet: true }));
}
