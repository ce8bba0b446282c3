import type { WriteImageAction } from '@stoker/shared/storage/storage-action.js';
import { kernelPartitions } from '../storage/kernel-partitions.js';
import { probe } from '../storage/signatures.js';
import type { ActionHandler, HandlerTools } from '../storage/storage-tools.js';
import { requireUnused } from '../storage/users.js';
import { readDevice } from '../system/block-device.js';
import { systemClock } from '../system/clock.js';
import { DirectDevice } from '../system/direct-device.js';
import { StorageFailure } from '../system/storage-failure.js';
import { growFileSystem, identifyFileSystem } from './identify-file-system.js';
import { clearNote, isMarked, markKind, NOTE_ROOM_BYTES, writeNote } from './image-mark.js';
import { type ImageFacts, isTree, mostBytes } from './judge-image.js';
import { type OpenedImage, openJudged } from './opened-image.js';
import { fileSystemOf, RECOGNISED_BYTES, recogniseContent } from './recognise-content.js';
import { writeBlocks } from './write-blocks.js';
import { writeQcow2 } from './write-disk-image.js';
import { writeTree } from './write-tree.js';

/**
 * Writes an image, grows the file system in it and gives it the UUID of the plan. That UUID, or what stands for it where there
 * can be none, comes last and says that the image is whole: a run that was cut off anywhere writes the image again.
 */
export const writeImage: ActionHandler<'write_image'> = {
	isDone: (action, tools) => isMarked(action, tools),

	async run(action, tools) {
		const node = await tools.devices.nodeOf(action.on);
		await requireUnused([node, ...(await partitionsOf(action, node, tools))]);
		const target = await targetOf(action, node);
		const opened = await openJudged(action.image, {
			openImage: tools.openImage,
			signal: tools.signal,
			write: tools.write,
			target,
			fileSystemType: markKind(action) === 'uuid' ? action.fileSystemType : '',
			monotonicMs: () => systemClock.monotonicMs(),
		});
		try {
			await writeContent(opened, { action, node, sizeBytes: target.sizeBytes }, tools);
		} finally {
			await opened.close();
		}
		if (markKind(action) === 'uuid') {
			await adopt(action, node, tools);
		} else if (markKind(action) === 'note') {
			await writeNote(node, action, tools);
			// Last: what udev starts from the partitions would keep a run that was cut off here from writing again.
			await tellPartitions(action, node, tools);
		}
		await tools.devices.settle();
	},
};

async function partitionsOf({ on }: WriteImageAction, node: string, { run }: HandlerTools): Promise<readonly string[]> {
	return on.kind === 'disk' ? (await kernelPartitions(node, run)).map((partition) => partition.node) : [];
}

/** How large an image may be: a note behind it needs room. */
async function targetOf(action: WriteImageAction, path: string): Promise<ImageFacts['target']> {
	const device = await DirectDevice.open(path, 'read');
	try {
		const roomBytes = markKind(action) === 'note' ? NOTE_ROOM_BYTES : 0;
		return { path, sizeBytes: device.sizeBytes - roomBytes, sectorBytes: device.sectorBytes };
	} finally {
		await device.close();
	}
}

interface Destination {
	readonly action: WriteImageAction;
	readonly node: string;
	readonly sizeBytes: number;
}

async function writeContent(opened: OpenedImage, to: Destination, tools: HandlerTools): Promise<void> {
	const { image } = to.action;
	if (isTree(image)) {
		await writeTree(opened, to, tools);
		return;
	}
	if (markKind(to.action) === 'note') {
		await clearNote(to.node, tools);
	}
	if (image.format === 'qcow2') {
		await writeQcow2(opened, to, tools);
	} else {
		await writePlain(opened, to.node, tools);
	}
}

async function writePlain(opened: OpenedImage, node: string, tools: HandlerTools): Promise<void> {
	const { facts, pieces, checks } = opened;
	const device = await DirectDevice.open(node, 'write');
	try {
		const unpackedBytes = await writeBlocks({
			name: facts.name,
			pieces,
			device,
			map: usableMap(opened, device, tools.write),
			checks,
			mostBytes: mostBytes(facts),
			signal: tools.signal,
			report: opened.report,
		});
		await opened.verify(unpackedBytes);
	} finally {
		await device.close();
	}
}

/** Ranges of blocks that are no sectors cannot be written by themselves; then everything is. */
function usableMap({ facts }: OpenedImage, { sectorBytes }: DirectDevice, write: (text: string) => void) {
	const { map, name } = facts;
	const isAligned = map?.ranges.every(
		({ startBytes, endBytes }) =>
			startBytes % sectorBytes === 0 && (endBytes % sectorBytes === 0 || endBytes === map.imageSizeBytes),
	);
	if (map === undefined || isAligned !== true) {
		return undefined;
	}
	const mappedBytes = map.ranges.reduce((sum, { startBytes, endBytes }) => sum + endBytes - startBytes, 0);
	write(
		`${name}: its block map says that ${mappedBytes} of ${map.imageSizeBytes} bytes hold data; only those are written\n`,
	);
	return map;
}

/** A disk that was filled whole may have a table now. What is one file system, an ISO image among them, has no partitions. */
async function tellPartitions({ on }: WriteImageAction, node: string, { devices }: HandlerTools): Promise<void> {
	if (on.kind === 'disk' && recogniseContent(await readDevice(node, 0, RECOGNISED_BYTES)).kind === 'unknown') {
		await devices.tellKernel(on.disk);
	}
}

/** Makes the file system that came one of the plan. */
async function adopt({ uuid, fileSystemType }: WriteImageAction, node: string, tools: HandlerTools): Promise<void> {
	const found = (await probe(node, tools.run))?.type ?? '';
	const type = fileSystemOf(found);
	if (type === undefined || type !== fileSystemType) {
		const is = found === '' ? 'nothing that is known' : found;
		const message = `${node} should hold ${fileSystemType} after its image was written, and holds ${is}`;
		throw new StorageFailure('IMAGE_FORMAT_MISMATCH', message, { subject: { device: node } });
	}
	await growFileSystem(type, node, tools);
	await identifyFileSystem(type, uuid, node, tools.run);
}
