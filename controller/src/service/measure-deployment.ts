import type { TaskRunState } from '@stoker/shared/model/deployment.js';
import type { DeploymentId } from '@stoker/shared/model/ids.js';
import { isActiveDeployment } from '../domain/deployment-state.js';
import { type MeasuredProgress, measureProgress } from '../domain/measure-progress.js';
import type { DeploymentRow } from './lookups.js';
import type { ServicePorts } from './ports.js';

export type MeasurePorts = Pick<ServicePorts, 'store' | 'engine' | 'clock' | 'planGraphs' | 'durations'>;

/** How far a deployment is: from the engine's memory while it is at work, from the store afterwards. */
export async function measureDeployment(ports: MeasurePorts, row: DeploymentRow): Promise<MeasuredProgress> {
	const id = row.id as DeploymentId;
	const isAtWork = isActiveDeployment(row.state);
	const live = isAtWork ? ports.engine.runStates(id) : undefined;
	const { graph } = await ports.planGraphs.load(row.plan_id);
	return measureProgress({
		graph,
		durations: await ports.durations.ofEnvironment(row.environment_id),
		runningMs: isAtWork ? await readRunningTimes(ports, id) : new Map(),
		isAtWork,
		stateOf: live ?? (await readStates(ports, id)),
	});
}

async function readStates(
	{ store }: Pick<MeasurePorts, 'store'>,
	id: DeploymentId,
): Promise<(vertex: number) => TaskRunState> {
	const rows = await store.read(({ db }) =>
		db.selectFrom('task_run').select(['vertex', 'state']).where('deployment_id', '=', id).execute(),
	);
	const states = new Map(rows.map(({ vertex, state }) => [vertex, state]));
	return (vertex) => states.get(vertex) ?? 'pending';
}

/** Milliseconds since each attempt at work was handed out, by vertex. */
async function readRunningTimes(
	{ store, clock }: Pick<MeasurePorts, 'store' | 'clock'>,
	id: DeploymentId,
): Promise<ReadonlyMap<number, number>> {
	const rows = await store.read(({ db }) =>
		db
			.selectFrom('attempt')
			.select(['vertex', 'assigned_at'])
			.where('deployment_id', '=', id)
			.where('ended_at', 'is', null)
			.execute(),
	);
	const nowMs = clock.wallMs();
	return new Map(rows.map((row) => [row.vertex, Math.max(0, nowMs - row.assigned_at)]));
}
