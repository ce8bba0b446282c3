import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ComposedBlobs, composeBlobs } from '../../controller/src/compose-blobs.js';
import { type ComposedServices, composeServices } from '../../controller/src/compose-services.js';
import { DEFAULT_ENGINE_SETTINGS, Engine } from '../../controller/src/engine/engine.js';
import { assignNodes } from '../../controller/src/service/assignments.js';
import { createEnvironment } from '../../controller/src/service/environments.js';
import { importRelease } from '../../controller/src/service/import-release.js';
import { createPlan } from '../../controller/src/service/plans.js';
import { LogFiles } from '../../controller/src/store/log-files.js';
import { openSqliteStore } from '../../controller/src/store/sqlite/open-sqlite-store.js';
import type { Store } from '../../controller/src/store/store.js';
// Loaded now: loading it with the first plan stops the event loop for longer than transactions of tests may idle.
import '../../controller/src/domain/compute-plan.js';
import { type DeploymentControl, UNCONTROLLED } from '../../shared/src/model/deployment-control.js';
import type { AssignmentId } from '../../shared/src/model/ids.js';
import type { NodeStatus } from '../../shared/src/model/node.js';
import { StokerError } from '../../shared/src/model/stoker-error.js';
import { formatUuidV7 } from '../../shared/src/model/uuid.js';
import type { DeploymentView, PlanView, ReleaseFile } from '../../shared/src/model/views.js';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** Who acts in tests of services. */
export const SUBJECT = { actor: 'admin alice', requestId: 'request-1', digest: 'd'.repeat(64) };

/** A small release: a store, an application that waits for it, and a stage in between. */
export const RELEASE_FILES: Readonly<Record<string, string>> = {
	'release.yaml': [
		'name: shop',
		'version: "1.0"',
		'description: A shop',
		'state: available',
		'roles_metadata:',
		'  store: { name: Store, description: Keeps values }',
		'  app: { name: Application, description: Serves them }',
		'',
	].join('\n'),
	'graphs/default.tasks.yaml': [
		'- id: store',
		'  type: shell',
		'  version: 2.0.0',
		'  role: [store]',
		'  parameters: { cmd: "true" }',
		'- id: tier',
		'  type: stage',
		'  version: 2.0.0',
		'- id: app',
		'  type: shell',
		'  version: 2.0.0',
		'  role: [app]',
		'  cross-depends: [{ name: store, role: [store] }]',
		'  parameters: { cmd: "true" }',
		'',
	].join('\n'),
};

/** Files of a release folder as they are sent. */
export function releaseFiles(texts: Readonly<Record<string, string>> = RELEASE_FILES): readonly ReleaseFile[] {
	return Object.entries(texts).map(([path, text]) => ({ path, content: Buffer.from(text) }));
}

/** The services on a real store, a real engine and real files. Agents there are none. */
export class ServiceRig {
	readonly folder: string;
	readonly store: Store;
	readonly engine: Engine;
	readonly logFiles: LogFiles;
	readonly services: ComposedServices;
	/** Tasks may copy from the folder `sources`, and `rsync://master:/puppet/` stands for the folder `puppet` in it. */
	readonly blobs: ComposedBlobs;

	private constructor(folder: string, store: Store) {
		this.folder = folder;
		this.store = store;
		const clock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };
		this.logFiles = new LogFiles(join(folder, 'logs'));
		const sources = join(folder, 'sources');
		this.blobs = composeBlobs({
			pin: () => 'test-pin',
			...{ store, clock, log: QUIET, folder: join(folder, 'blobs') },
			configuration: {
				'sources.folders': [sources],
				'sources.rsync': { 'rsync://master:/puppet/': join(sources, 'puppet') },
			},
		});
		this.engine = new Engine({
			store,
			clock,
			log: QUIET,
			logs: this.logFiles,
			settings: DEFAULT_ENGINE_SETTINGS,
			controllerVersion: 'test',
			blobUrl: () => '',
			prepare: (assignment) => this.blobs.attemptFiles.prepare(assignment),
			newAssignmentId: () => formatUuidV7(Date.now(), randomBytes(16)) as AssignmentId,
			onFatal: (error) => {
				throw error;
			},
			onFullChanged: () => {},
			audit: () => {},
			saveInventory: async () => {},
		});
		this.services = composeServices({
			store,
			clock,
			engine: this.engine,
			logFiles: this.logFiles,
			...this.blobs,
			log: QUIET,
		});
	}

	static async open(): Promise<ServiceRig> {
		const folder = await mkdtemp(join(tmpdir(), 'stoker-services-'));
		const rig = new ServiceRig(folder, await openSqliteStore({ path: join(folder, 'stoker.db'), idleLimitMs: 100 }));
		await rig.engine.start();
		return rig;
	}

	async close(): Promise<void> {
		await this.engine.drain();
		await this.logFiles.close();
		await this.store.close();
		await rm(this.folder, { recursive: true, force: true });
	}

	get ports(): ComposedServices['ports'] {
		return this.services.ports;
	}

	/** Stores nodes as an enrolment would. */
	async addNodes(ids: readonly string[], status: NodeStatus = 'discover'): Promise<void> {
		const rows = ids.map((id) => ({
			id,
			name: `node-${id}`,
			status,
			status_message: '',
			environment_id: null,
			roles: '[]',
			hardware: '{}',
			hardware_key: `${id}/`,
			agent_version: '',
			session_epoch: 0,
			created_at: 1,
		}));
		await this.store.write(({ db }) => db.insertInto('node').values(rows).execute());
	}

	/** An environment "prod" of the small release: a store on node 1, the application on nodes 2 and 3. */
	async addEnvironment(): Promise<void> {
		await importRelease(this.ports, { files: releaseFiles(), validateOnly: false }, SUBJECT);
		await this.addNodes(['master', '1', '2', '3']);
		await createEnvironment(this.ports, { name: 'prod', release: 'shop' }, SUBJECT);
		const nodes = [
			{ node: '1', roles: ['store'] },
			{ node: '2', roles: ['app'] },
			{ node: 'node-3', roles: ['app'] },
		];
		await assignNodes(this.ports, { environment: 'prod', nodes }, SUBJECT);
	}

	async plan(): Promise<PlanView> {
		return createPlan(
			this.ports,
			{
				environment: 'prod',
				graphType: '',
				taskIds: [],
				subgraphs: [],
				isForced: false,
				isDryRun: false,
				isNoopRun: false,
				nodes: [],
				consents: [],
			},
			SUBJECT,
		);
	}

	async start(plan: PlanView, control: DeploymentControl = UNCONTROLLED): Promise<DeploymentView> {
		const { id: planId, digest: planDigest, destroyDigest: agreedDestroyDigest } = plan;
		return this.services.starter.start({ planId, planDigest, control, agreedDestroyDigest }, SUBJECT);
	}
}

/** What a call was refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<StokerError> {
	const error = await call.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof StokerError)) {
		throw new Error('the call was not refused', { cause: error });
	}
	return error;
}
