import { setInterval } from 'node:timers/promises';
import type { EventBody } from '@stoker/shared/model/event.js';
import type { DeploymentView, SnapshotView, TaskRunView } from '@stoker/shared/model/views.js';
import type { StokerClient } from '../client/client.js';
import { DeploymentProgress, hasEnded } from '../views/deployment-progress.js';
import { LineReporter, LiveReporter, type ProgressReporter, SilentReporter } from '../views/progress-reporter.js';
import { SUMMARY_DETAILS } from '../views/summary-view.js';
import type { CommandContext } from './command-context.js';
import { EXIT, type ExitCode } from './exit-codes.js';

interface FollowOptions {
	/** Whether it was started just now, so that no clock of another machine is needed to tell how long it runs. */
	readonly isFresh: boolean;
}

const FRAME_MS = 100;
/** How often the controller is asked what is left. */
const ESTIMATE_MS = 5_000;
const MOST_RUNNING_RUNS = 2000;

/** Shows a deployment until it ends; Ctrl-C detaches. Succeeds only if the deployment did. */
export async function followDeployment(
	deployment: DeploymentView,
	options: FollowOptions,
	context: CommandContext,
): Promise<ExitCode> {
	const client = await context.connect();
	const reporter = chooseReporter(context);
	const follower = new Follower(client, reporter, context);
	try {
		await follower.follow(deployment, options);
		const report = await client.deployments.report(deployment.id, { waitForReady: true });
		await context.printer.item(SUMMARY_DETAILS, report);
		await context.say(`\nWhere the time went: stoker deployment times ${deployment.id}`);
		return report.deployment.state === 'succeeded' ? EXIT.ok : EXIT.failure;
	} catch (error) {
		if (!context.signal.aborted) {
			throw error;
		}
		await context.terminal.stderr.write(
			`\nDetached; the deployment goes on. Attach again with:\n  stoker deployment watch ${deployment.id}\n`,
		);
		return EXIT.interrupted;
	}
}

function chooseReporter({ options, terminal, messageStyle }: CommandContext): ProgressReporter {
	if (options.isQuiet) {
		return new SilentReporter();
	}
	const canRedraw = terminal.stderr.isTerminal && terminal.environment['TERM'] !== 'dumb';
	return canRedraw ? new LiveReporter(terminal.stderr, messageStyle) : new LineReporter(terminal.stderr, messageStyle);
}

/** Keeps the progress of one deployment from its environment's events. */
class Follower {
	readonly #client: StokerClient;
	readonly #reporter: ProgressReporter;
	readonly #context: CommandContext;
	#progress: DeploymentProgress | undefined;

	constructor(client: StokerClient, reporter: ProgressReporter, context: CommandContext) {
		this.#client = client;
		this.#reporter = reporter;
		this.#context = context;
	}

	async follow(deployment: DeploymentView, options: FollowOptions): Promise<void> {
		const stop = new AbortController();
		const ticking = untilStopped(this.#tick(stop.signal), stop.signal);
		// Nobody waits for its last answer.
		void untilStopped(this.#estimate(stop.signal), stop.signal);
		try {
			await this.#watch(deployment, options);
		} finally {
			stop.abort();
			await ticking;
			await this.#reporter.close(this.#progress, this.#nowMs());
		}
	}

	async #watch(deployment: DeploymentView, options: FollowOptions): Promise<void> {
		const request = { environment: deployment.environmentId, start: { kind: 'snapshot' } } as const;
		const reporter = this.#reporter;
		const onConnection = (state: 'lost' | 'restored'): void => void reporter.connection(state);
		for await (const item of this.#client.events.watch(request, { onConnection })) {
			if (item.kind === 'snapshot') {
				const { snapshot } = item;
				// Another deployment, or none: ours has ended in the meantime. One that had ended before is no progress.
				const isOurs = snapshot.deployment?.id === deployment.id;
				if (!isOurs || (this.#progress === undefined && hasEnded(snapshot.deployment))) {
					return;
				}
				await this.#load(snapshot, snapshot.deployment, options);
			} else if (this.#progress !== undefined) {
				await this.#take(this.#progress, item.event.body);
			}
			if (this.#progress?.hasEnded === true) {
				return;
			}
		}
	}

	async #take(progress: DeploymentProgress, body: EventBody): Promise<void> {
		const change = progress.apply(body, this.#nowMs());
		if (change !== undefined) {
			await this.#reporter.changed(progress, change);
		} else if (body.kind === 'deployment_control_changed' && body.deploymentId === progress.deploymentId) {
			await this.#reporter.steered(progress, body.message);
		}
	}

	async #load({ nodes }: SnapshotView, deployment: DeploymentView, { isFresh }: FollowOptions): Promise<void> {
		const nowMs = this.#nowMs();
		const wallMs = this.#context.clock.wallMs();
		const agoMs = isFresh ? 0 : Math.max(0, wallMs - deployment.startedAtMs);
		const startedMs = this.#progress?.startedMs ?? nowMs - agoMs;
		const progress = new DeploymentProgress(deployment, nodes, startedMs);
		const { progress: reckoned } = await this.#client.deployments.get(deployment.id, { waitForReady: true });
		progress.estimate(reckoned.remainingMs, nowMs);
		if (deployment.counts.failed + deployment.counts.running > 0) {
			const filter = { deploymentId: deployment.id, states: ['failed', 'running'] } as const;
			const runs = this.#client.deployments.taskRuns(filter, { waitForReady: true });
			for (const run of await takeFirst(runs, MOST_RUNNING_RUNS)) {
				progress.addRun(run, nowMs - Math.max(0, wallMs - assignedAtMs(run, wallMs)));
			}
		}
		this.#progress = progress;
	}

	/** At most one frame per interval, and never two at once. */
	async #tick(signal: AbortSignal): Promise<void> {
		for await (const _ of setInterval(FRAME_MS, undefined, { signal })) {
			if (this.#progress !== undefined) {
				await this.#reporter.tick(this.#progress, this.#nowMs());
			}
		}
	}

	/** Keeps what is left up to date. An answer that does not come is no failure: the watch says what is the matter. */
	async #estimate(signal: AbortSignal): Promise<void> {
		for await (const _ of setInterval(ESTIMATE_MS, undefined, { signal })) {
			const progress = this.#progress;
			if (progress !== undefined) {
				const detail = await this.#client.deployments.get(progress.deploymentId).catch(() => undefined);
				progress.estimate(detail?.progress.remainingMs, this.#nowMs());
			}
		}
	}

	#nowMs(): number {
		return this.#context.clock.monotonicMs();
	}
}

/** Work that goes on until it is stopped, which is no failure. */
async function untilStopped(work: Promise<void>, signal: AbortSignal): Promise<void> {
	try {
		await work;
	} catch (error) {
		if (!signal.aborted) {
			throw error;
		}
	}
}

function assignedAtMs(run: TaskRunView, otherwiseMs: number): number {
	return run.attempts.at(-1)?.assignedAtMs ?? otherwiseMs;
}

async function takeFirst<Item>(items: AsyncIterable<Item>, most: number): Promise<Item[]> {
	const taken: Item[] = [];
	for await (const item of items) {
		taken.push(item);
		if (taken.length === most) {
			break;
		}
	}
	return taken;
}
