import { diagnose } from '@stoker/shared/graph/diagnostic-codes.js';
import { canonicalJson } from '@stoker/shared/model/canonical-json.js';
import { type Diagnostic, hasErrors } from '@stoker/shared/model/diagnostic.js';
import type { NicInventory } from '@stoker/shared/model/inventory.js';
import type { LinearSolver } from '@stoker/shared/storage/allocate/linear-program.js';
import type { Layout } from '@stoker/shared/storage/layout.js';
import { planStorage } from '@stoker/shared/storage/plan/plan-storage.js';
import type { ProvisionedSystem } from '@stoker/shared/storage/provisioned-system.js';
import { type WantedImage, withImages } from '@stoker/shared/storage/schema/add-images.js';
import type { StoragePlan } from '@stoker/shared/storage/storage-plan.js';
import type { ProvisioningWishes } from '@stoker/shared/task-type/storage-parameters.js';
import { type LayoutSubject, nodeLayout } from './node-layout.js';
import { systemOf } from './system-of.js';

/** A node whose disks are planned. */
export interface StorageSubject extends LayoutSubject {
	readonly nodeId: string;
	readonly nodeName: string;
	readonly nics: readonly NicInventory[];
	readonly seed: string;
}

/** What is planned with, equal for all nodes. */
export interface StorageTools {
	readonly solve: LinearSolver | undefined;
	/** Serial numbers or WWNs of disks whose shared file systems may be destroyed too. */
	readonly consents: readonly string[];
	readonly sha256: (text: string) => string;
}

/** What is done to a node, and what it is to be: stored with a plan, and handed out with its tasks. */
export interface NodeStorage {
	readonly plan: StoragePlan;
	readonly system: ProvisionedSystem;
	readonly isHandedOver: boolean;
}

/** A node's storage, or why there is none. */
export interface PlannedNode {
	/** Undefined where there are errors. */
	readonly storage: NodeStorage | undefined;
	/** With the images that its tasks ask for. */
	readonly layout: Layout | undefined;
	readonly diagnostics: readonly Diagnostic[];
}

/**
 * Plans the disks of a node as its layout and its tasks ask, against what the machine has. Every problem names the node.
 */
export function planNode(subject: StorageSubject, wishes: ProvisioningWishes, tools: StorageTools): PlannedNode {
	const { nodeId, nodeName, machine, nics, seed } = subject;
	const { solve, consents, sha256 } = tools;
	const wanted = nodeLayout(subject, { solve, hasConfigDrive: wishes.seed === 'configdrive' });
	const imaged = wanted.layout && withImages(wanted.layout, wantedImages(wishes));
	const layout = imaged?.layout;
	const planned = layout && planStorage({ inventory: machine, layout, seed, consents, sha256 });
	const found = [
		...(wanted.source === 'none' ? [noLayout()] : wanted.diagnostics),
		...(imaged?.diagnostics ?? []),
		...(planned?.diagnostics ?? []),
	];
	const diagnostics = found.map((diagnostic) => ofNode(nodeName, diagnostic));
	if (layout === undefined || planned?.plan === undefined || hasErrors(diagnostics)) {
		return { storage: undefined, layout, diagnostics };
	}
	// Equal as long as the machine is left as it is, and another one as soon as it is made anew.
	const made = sha256(`${nodeId}\n${seed}\n${canonicalJson(layout)}`).slice(0, 12);
	const system = systemOf({ name: nodeName, nics, instanceId: `node-${nodeId}-${made}` }, wishes);
	return { storage: { plan: planned.plan, system, isHandedOver: wishes.hand_over ?? true }, layout, diagnostics };
}

/** What agreeing to a plan covers of a node. */
export function digestOfStorage(storage: NodeStorage, sha256: StorageTools['sha256']): string {
	return sha256(canonicalJson([storage.plan.digest, storage.system, storage.isHandedOver]));
}

function wantedImages({ image_data: images = {} }: ProvisioningWishes): ReadonlyMap<string, WantedImage> {
	return new Map(
		Object.entries(images).map(([mount, { uri, format, container, size, md5, sha256, sha512 }]) => [
			mount,
			{ uri, format, container, sizeBytes: size ?? 0, md5: md5 ?? '', sha256: sha256 ?? '', sha512: sha512 ?? '' },
		]),
	);
}

function noLayout(): Diagnostic {
	const hint = 'Set a schema with `stoker storage set`, or give it roles of a release that has volumes.';
	return diagnose('LAYOUT_MISSING', 'Neither an operator nor the release says what is to be on its disks', { hint });
}

/** A plan is for many nodes: the problem says of which. */
function ofNode(name: string, diagnostic: Diagnostic): Diagnostic {
	const path = diagnostic.path === undefined || diagnostic.path === '' ? name : `${name}: ${diagnostic.path}`;
	return { ...diagnostic, message: `Node ${name}: ${diagnostic.message}`, path };
}
