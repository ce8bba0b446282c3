import type { PlanGraph } from '@stoker/shared/graph/plan-graph.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';
import { decodePlanGraph } from '../store/plan-blob.js';
import type { Store } from '../store/store.js';
import { BoundedCache } from './bounded-cache.js';

const CAPACITY = 4;

/** A decoded plan. */
export interface LoadedPlan {
	readonly digest: string;
	readonly graph: PlanGraph;
}

/** Graphs of stored plans, decoded; the few used last are kept, and one that is asked for twice is decoded once. */
export class PlanGraphs {
	readonly #store: Store;
	readonly #plans = new BoundedCache<string, Promise<LoadedPlan>>(CAPACITY);

	constructor(store: Store) {
		this.#store = store;
	}

	/** Throws PLAN_NOT_FOUND. */
	async load(planId: string): Promise<LoadedPlan> {
		const known = this.#plans.get(planId);
		if (known !== undefined) {
			return known;
		}
		const loading = this.#read(planId);
		this.#plans.set(planId, loading);
		loading.catch(() => {
			this.forget(planId);
		});
		return loading;
	}

	/** Drops a plan that was deleted. */
	forget(planId: string): void {
		this.#plans.delete(planId);
	}

	async #read(planId: string): Promise<LoadedPlan> {
		const row = await this.#store.read(({ db }) =>
			db.selectFrom('plan').select(['digest', 'graph']).where('id', '=', planId).executeTakeFirst(),
		);
		if (row === undefined) {
			throw new StokerError('PLAN_NOT_FOUND', `There is no plan "${planId}".`, { subject: { plan: planId } });
		}
		return { digest: row.digest, graph: decodePlanGraph(row.graph) };
	}
}
