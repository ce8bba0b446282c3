import { formatElapsed } from '@stoker/shared/explain/format-elapsed.js';
import type { OutputStream } from '../system/terminal.js';
import { nodeLabel, progressOf } from './cells.js';
import { pauseText } from './control-words.js';
import type { DeploymentProgress, RunChange } from './deployment-progress.js';
import { formatDuration } from './format.js';
import { LiveRegion } from './live-region.js';
import { leftText, renderFrame } from './progress-frame.js';
import type { Style } from './style.js';
import { sanitizeLine } from './text.js';

/** Shows a deployment while it runs. */
export interface ProgressReporter {
	/** A run changed its state. */
	changed(progress: DeploymentProgress, change: RunChange): Promise<void>;
	/** An operator changed its course, or it came to a break-point. */
	steered(progress: DeploymentProgress, message: string): Promise<void>;
	/** The connection to the controller was lost or restored. */
	connection(state: 'lost' | 'restored'): Promise<void>;
	/** Called several times a second, whether anything happened or not. */
	tick(progress: DeploymentProgress, nowMs: number): Promise<void>;
	/** Nothing will be shown any more. */
	close(progress: DeploymentProgress | undefined, nowMs: number): Promise<void>;
}

const QUIET_MS = 30_000;
const MOST_NAMED = 5;
const SECOND_MS = 1000;

/** A region of the terminal that is drawn over, when something happened and once a second for the clocks. */
export class LiveReporter implements ProgressReporter {
	readonly #output: OutputStream;
	readonly #region: LiveRegion;
	readonly #style: Style;
	#isConnected = true;
	#isStale = true;
	#drawnMs = Number.NEGATIVE_INFINITY;

	constructor(output: OutputStream, style: Style) {
		this.#output = output;
		this.#region = new LiveRegion(output);
		this.#style = style;
	}

	async changed(): Promise<void> {
		this.#isStale = true;
	}

	async steered(): Promise<void> {
		this.#isStale = true;
	}

	async connection(state: 'lost' | 'restored'): Promise<void> {
		this.#isConnected = state === 'restored';
		this.#isStale = true;
	}

	async tick(progress: DeploymentProgress, nowMs: number): Promise<void> {
		if (this.#isStale || nowMs - this.#drawnMs >= SECOND_MS) {
			await this.#draw(progress, nowMs, false);
		}
	}

	async close(progress: DeploymentProgress | undefined, nowMs: number): Promise<void> {
		if (progress !== undefined) {
			await this.#draw(progress, nowMs, true);
		}
		await this.#region.close();
	}

	async #draw(progress: DeploymentProgress, nowMs: number, isLast: boolean): Promise<void> {
		this.#isStale = false;
		this.#drawnMs = nowMs;
		const size = this.#output.size() ?? { columns: 80, rows: 24 };
		const options = { style: this.#style, size, nowMs, isConnected: this.#isConnected, isLast };
		await this.#region.draw(renderFrame(progress, options));
	}
}

/** A line for each run that ended, and a sign of life when nothing ends for a while. */
export class LineReporter implements ProgressReporter {
	readonly #output: OutputStream;
	readonly #style: Style;
	#spokeMs: number | undefined;

	constructor(output: OutputStream, style: Style) {
		this.#output = output;
		this.#style = style;
	}

	async changed(progress: DeploymentProgress, change: RunChange): Promise<void> {
		const { paint } = this.#style;
		const name = sanitizeLine(`${nodeLabel(change.node)}: ${change.taskId}`);
		const took = change.tookMs === undefined ? '' : ` (${formatDuration(change.tookMs)})`;
		// What was never started is told once, in the summary, under its root cause.
		if (change.to === 'succeeded' && change.tookMs !== undefined) {
			await this.#say(progress, `${name} ${paint.good('succeeded')}${took}`);
		} else if (change.to === 'failed') {
			await this.#say(
				progress,
				`${name} ${paint.bad('failed')}${took}: ${sanitizeLine(change.message || 'no reason given')}`,
			);
		} else if (change.to === 'running' && change.attempt > 1) {
			await this.#say(progress, `${name} ${paint.warn('started again')} (attempt ${change.attempt})`);
		}
	}

	async steered(progress: DeploymentProgress, message: string): Promise<void> {
		const isPaused = progress.control.isPaused;
		const hint = isPaused ? `; stoker deployment resume ${progress.deploymentId} goes on` : '';
		await this.#say(progress, this.#style.paint.warn(sanitizeLine(message)) + hint);
	}

	async connection(state: 'lost' | 'restored'): Promise<void> {
		const text = state === 'lost' ? 'The connection was lost; trying again.' : 'The connection is back.';
		await this.#output.write(`${text}\n`);
	}

	async tick(progress: DeploymentProgress, nowMs: number): Promise<void> {
		this.#spokeMs ??= nowMs;
		if (nowMs - this.#spokeMs < QUIET_MS) {
			return;
		}
		this.#spokeMs = nowMs;
		const running = [...progress.nodes.values()].flatMap((node) =>
			[...node.running].map(([task, sinceMs]) => `${task}@${nodeLabel(node)} ${formatElapsed(nowMs - sinceMs)}`),
		);
		const more = running.length > MOST_NAMED ? ` and ${running.length - MOST_NAMED} more` : '';
		const named = running.slice(0, MOST_NAMED).map(sanitizeLine).join(', ');
		const idle = progress.control.isPaused ? pauseText(progress.control) : 'waiting';
		const why = `${idle}; why: stoker explain ${progress.deploymentId}`;
		await this.#say(progress, running.length === 0 ? why : `running: ${named}${more}${leftText(progress, nowMs)}`);
	}

	async close(): Promise<void> {
		// Every line was complete when it was written.
	}

	async #say(progress: DeploymentProgress, text: string): Promise<void> {
		this.#spokeMs = undefined;
		const { done, total } = progressOf(progress.totalsOfNodes());
		const count = `[${String(done).padStart(String(total).length)}/${total}]`;
		await this.#output.write(`${this.#style.paint.dim(count)} ${text}\n`);
	}
}

/** Says nothing: for `--quiet`. */
export class SilentReporter implements ProgressReporter {
	async changed(): Promise<void> {
		// Quiet.
	}

	async steered(): Promise<void> {
		// Quiet.
	}

	async connection(): Promise<void> {
		// Quiet.
	}

	async tick(): Promise<void> {
		// Quiet.
	}

	async close(): Promise<void> {
		// Quiet.
	}
}
