import { StokerError } from '@stoker/shared/model/stoker-error.js';
import type { Kysely, Selectable } from 'kysely';
import type {
	Database,
	DeploymentTable,
	EnvironmentTable,
	NodeTable,
	PlanTable,
	ReleaseTable,
} from '../store/schema.js';
import { requiredText } from './violations.js';

type Db = Kysely<Database>;
export type DeploymentRow = Selectable<DeploymentTable>;
export type EnvironmentRow = Selectable<EnvironmentTable>;
export type NodeRow = Selectable<NodeTable>;
/** A plan without its graph, which may be megabytes. */
export type PlanRow = Omit<Selectable<PlanTable>, 'graph'>;
export type ReleaseRow = Selectable<ReleaseTable>;

const PLAN_COLUMNS = ['id', 'environment_id', 'graph_type', 'digest', 'input_digest', 'summary', 'created_at'] as const;

/** The node of this id, or else of this name. Throws NODE_NOT_FOUND. */
export async function findNode(db: Db, idOrName: string): Promise<NodeRow> {
	const wanted = requiredText('node', idOrName);
	const query = db.selectFrom('node').selectAll();
	const row =
		(await query.where('id', '=', wanted).executeTakeFirst()) ??
		(await query.where('name', '=', wanted).executeTakeFirst());
	return row ?? missing('NODE_NOT_FOUND', 'node', wanted);
}

/** The environment of this id, or else of this name. Throws ENVIRONMENT_NOT_FOUND. */
export async function findEnvironment(db: Db, idOrName: string): Promise<EnvironmentRow> {
	const wanted = requiredText('environment', idOrName);
	const query = db.selectFrom('environment').selectAll();
	const row =
		(await query.where('id', '=', wanted).executeTakeFirst()) ??
		(await query.where('name', '=', wanted).executeTakeFirst());
	return row ?? missing('ENVIRONMENT_NOT_FOUND', 'environment', wanted);
}

/** The release of this id, NAME@VERSION, or else the newest import of this name. Throws RELEASE_NOT_FOUND. */
export async function findRelease(db: Db, reference: string): Promise<ReleaseRow> {
	const wanted = requiredText('release', reference);
	const query = db.selectFrom('release').selectAll();
	const at = wanted.lastIndexOf('@');
	const row =
		(await query.where('id', '=', wanted).executeTakeFirst()) ??
		(at > 0
			? await query
					.where('name', '=', wanted.slice(0, at))
					.where('version', '=', wanted.slice(at + 1))
					.executeTakeFirst()
			: undefined) ??
		(await query.where('name', '=', wanted).orderBy('id', 'desc').executeTakeFirst());
	return row ?? missing('RELEASE_NOT_FOUND', 'release', wanted);
}

/** Throws PLAN_NOT_FOUND. */
export async function findPlan(db: Db, id: string): Promise<PlanRow> {
	const wanted = requiredText('plan_id', id);
	const row = await db.selectFrom('plan').select(PLAN_COLUMNS).where('id', '=', wanted).executeTakeFirst();
	return row ?? missing('PLAN_NOT_FOUND', 'plan', wanted);
}

/** Throws DEPLOYMENT_NOT_FOUND. */
export async function findDeployment(db: Db, id: string): Promise<DeploymentRow> {
	const wanted = requiredText('deployment_id', id);
	const row = await db.selectFrom('deployment').selectAll().where('id', '=', wanted).executeTakeFirst();
	return row ?? missing('DEPLOYMENT_NOT_FOUND', 'deployment', wanted);
}

type Missing =
	| 'NODE_NOT_FOUND'
	| 'ENVIRONMENT_NOT_FOUND'
	| 'RELEASE_NOT_FOUND'
	| 'PLAN_NOT_FOUND'
	| 'DEPLOYMENT_NOT_FOUND';

function missing(code: Missing, noun: string, wanted: string): never {
	throw new StokerError(code, `There is no ${noun} "${wanted}".`, { subject: { [noun]: wanted } });
}
