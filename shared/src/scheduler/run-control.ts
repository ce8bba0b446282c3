import type { PlanGraph } from '../graph/plan-graph.js';
import type { DeploymentControl, RunLimits } from '../model/deployment-control.js';
import { BreakPoints } from './break-points.js';

/** What operators have said about the course of a deployment, and what that means for the run to begin next. */
export class RunControl {
	readonly #breakPoints: BreakPoints;
	#control: DeploymentControl;

	constructor(graph: PlanGraph, control: DeploymentControl) {
		this.#control = control;
		this.#breakPoints = new BreakPoints(graph, control.breakpoints, control.passed ?? []);
	}

	/** A new object whenever it has changed. */
	get current(): DeploymentControl {
		return this.#control;
	}

	/** Whether nothing may begin, whatever it is. */
	get isHalted(): boolean {
		return this.#control.isPaused && this.#control.stepsLeft === 0;
	}

	/** Whether this run may begin, which uses up a step; one at a break-point pauses the deployment instead. */
	admit(vertex: number): boolean {
		const { isPaused, stepsLeft } = this.#control;
		if (isPaused) {
			this.#control = { ...this.#control, stepsLeft: stepsLeft - 1 };
		} else if (this.breakPointAt(vertex) !== undefined) {
			this.#control = { ...this.#control, isPaused: true };
			return false;
		}
		return true;
	}

	/** The break-point that a run stands at. */
	breakPointAt(vertex: number): string | undefined {
		return this.#breakPoints.at(vertex);
	}

	pause(): void {
		this.#control = { ...this.#control, isPaused: true, stepsLeft: 0 };
	}

	/** Goes on; those of these runs that stand at a break-point pass it. */
	resume(ready: Iterable<number>): void {
		const passed = this.#breakPoints.pass(ready);
		this.#control = { ...this.#control, isPaused: false, stepsLeft: 0, passed };
	}

	step(runs: number): void {
		this.#control = { ...this.#control, isPaused: true, stepsLeft: runs };
	}

	setBreakpoints(breakpoints: readonly string[]): void {
		this.#breakPoints.set(breakpoints);
		this.#control = { ...this.#control, breakpoints, passed: [] };
	}

	setLimits(limits: RunLimits): void {
		this.#control = { ...this.#control, limits };
	}
}
