import type { WriteImageAction } from '@stoker/shared/storage/storage-action.js';
import { probe } from '../storage/signatures.js';
import type { HandlerTools } from '../storage/storage-tools.js';
import { feedTool } from '../system/fed-tool.js';
import { StorageFailure } from '../system/storage-failure.js';
import { markTree } from './image-mark.js';
import { mostBytes } from './judge-image.js';
import { withMounted } from './mounted.js';
import type { OpenedImage } from './opened-image.js';
import { withStaged } from './staged-image.js';

/** Unpacking millions of files. */
const TIMEOUT_MS = 6 * 60 * 60_000;
const TAR_ARGUMENTS = [
	'--extract',
	'--file=-',
	'--numeric-owner',
	'--same-owner',
	'--preserve-permissions',
	'--acls',
	'--xattrs',
	'--xattrs-include=*',
	'--warning=no-timestamp',
];
/** What tar says of names and links that would leave the folder it unpacks to; it keeps them in, and we want none of them. */
const LEAVES_FOLDER = /Member name contains '\.\.'|Removing leading `[^']*\.\.\/' from/;

/** Unpacks a tree into the file system that is on a device, in place of whatever a run that was cut off left there. */
export async function writeTree(
	opened: OpenedImage,
	{ action, node }: { readonly action: WriteImageAction; readonly node: string },
	tools: HandlerTools,
): Promise<number> {
	const type = (await probe(node, tools.run))?.type ?? '';
	if (type === '') {
		throw new StorageFailure('STORAGE_NOT_VERIFIED', `${node} has no file system yet`, { subject: { device: node } });
	}
	return withMounted({ node, type, access: 'write' }, tools, async (folder) => {
		await tools.run('find', [folder, '-xdev', '-mindepth', '1', '-delete'], { isQuiet: true, timeoutMs: TIMEOUT_MS });
		const unpackedBytes = await (action.image.format === 'tar' ? unpackTar : unpackSquashfs)(opened, folder, tools);
		await markTree(folder, action, tools);
		return unpackedBytes;
	});
}

async function unpackTar(opened: OpenedImage, folder: string, tools: HandlerTools): Promise<number> {
	const { name } = opened.facts;
	const { signal, write } = tools;
	const toolArguments = [...TAR_ARGUMENTS, `--directory=${folder}`];
	let unpackedBytes = 0;
	const content = counted(opened, (bytes) => {
		unpackedBytes = bytes;
	});
	const stream = { [Symbol.asyncIterator]: () => ({ next: () => content.next() }) };
	const said = await feedTool(stream, { program: 'tar', toolArguments, signal, write }).catch((error: unknown) => {
		throw error instanceof StorageFailure && LEAVES_FOLDER.test(error.message) ? leaves(name, error) : error;
	});
	if (LEAVES_FOLDER.test(said)) {
		throw leaves(name);
	}
	// tar stops at the end that the archive says it has.
	for (let next = await content.next(); next.done !== true; next = await content.next()) {
		signal.throwIfAborted();
	}
	await opened.verify(unpackedBytes);
	return unpackedBytes;
}

/** Passes the content on, counted and hashed, and refuses one without end. */
async function* counted(opened: OpenedImage, count: (bytes: number) => void): AsyncGenerator<Buffer> {
	const most = mostBytes(opened.facts);
	let bytes = 0;
	for await (const piece of opened.pieces.stream()) {
		bytes += piece.length;
		count(bytes);
		if (bytes > most) {
			const { name } = opened.facts;
			const message = `${name} has more than ${most} bytes: more than it should have, or than a tree for its place can have`;
			throw new StorageFailure('IMAGE_TOO_LARGE', message, { subject: { image: name } });
		}
		opened.checks.update(piece);
		opened.report(bytes);
		yield piece;
	}
}

async function unpackSquashfs(opened: OpenedImage, folder: string, tools: HandlerTools): Promise<number> {
	await withStaged(opened, tools, async (path) => {
		const limits = ['-data-queue', '32', '-frag-queue', '32'];
		const options = ['-force', '-no-progress', '-strict-errors', ...limits, '-dest', folder];
		await tools.run('unsquashfs', [...options, path], { timeoutMs: TIMEOUT_MS, isQuiet: true });
	});
	return 0;
}

function leaves(name: string, cause?: unknown): StorageFailure {
	const message = `${name} has paths or links that leave the folder it is unpacked to`;
	return new StorageFailure('IMAGE_UNSAFE', message, { subject: { image: name }, cause });
}
