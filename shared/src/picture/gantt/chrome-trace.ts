import type { TaskRunView } from '../../model/views.js';
import { lifeOf } from '../../timing/run-times.js';
import { assignTracks } from '../layout/interval-tracks.js';
import { busyNodes, type GanttInput } from './gantt-input.js';

const US_PER_MS = 1_000;
/** Threads of a process below this one hold attempts, those from here on waits. */
const WAIT_THREADS = 1_000;

interface Slice {
	readonly name: string;
	readonly category: 'attempt' | 'wait';
	readonly fromMs: number;
	readonly toMs: number;
	readonly details: Readonly<Record<string, string | number | boolean>>;
}

/**
 * A trace for chrome://tracing and Perfetto: nodes are processes, what runs there at once are threads, attempts and waits
 * are complete events. Times are microseconds from the start of the deployment.
 */
export function writeChromeTrace(input: GanttInput): string {
	const onPath = new Set(input.path);
	const lines = busyNodes(input).flatMap(({ node, runs }, index) => {
		const pid = index + 1;
		const slices = runs.flatMap((run) => slicesOf(run, input, onPath));
		const meta = [
			{ ph: 'M', pid, name: 'process_name', args: { name: node.name } },
			{ ph: 'M', pid, name: 'process_labels', args: { labels: node.roles.join(', ') } },
			{ ph: 'M', pid, name: 'process_sort_index', args: { sort_index: index } },
		];
		const attempts = slices.filter(({ category }) => category === 'attempt');
		const waits = slices.filter(({ category }) => category === 'wait');
		return [...meta, ...eventsOf(attempts, pid, 0), ...eventsOf(waits, pid, WAIT_THREADS)];
	});
	const events = lines.map((line) => JSON.stringify(line)).join(',\n');
	return `{"displayTimeUnit":"ms","otherData":{"title":${JSON.stringify(input.title)}},"traceEvents":[\n${events}\n]}\n`;
}

function slicesOf(run: TaskRunView, { whole }: GanttInput, onPath: ReadonlySet<number>): readonly Slice[] {
	const { ready } = lifeOf(run, whole);
	const clamp = (atMs: number): number => Math.min(Math.max(atMs, whole.fromMs), whole.toMs) - whole.fromMs;
	const attempts = run.attempts.map((attempt, index): Slice => {
		const fromMs = clamp(attempt.assignedAtMs);
		const isLast = index === run.attempts.length - 1;
		return {
			name: run.taskId,
			category: 'attempt',
			fromMs,
			toMs: Math.max(fromMs, clamp(attempt.endedAtMs ?? whole.toMs)),
			details: {
				attempt: attempt.number,
				state: isLast ? run.state : 'retried',
				onPath: isLast && onPath.has(run.vertex),
				...(attempt.message !== '' && { message: attempt.message }),
			},
		};
	});
	const wait: Slice = {
		name: `${run.taskId} waits`,
		category: 'wait',
		fromMs: clamp(ready.fromMs),
		toMs: clamp(ready.toMs),
		details: {},
	};
	return wait.toMs > wait.fromMs ? [wait, ...attempts] : attempts;
}

function eventsOf(slices: readonly Slice[], pid: number, firstThread: number): readonly object[] {
	const { trackOf } = assignTracks(
		slices.map(({ fromMs, toMs }) => ({ start: fromMs, end: toMs })),
		0,
	);
	return slices.map(({ name, category, fromMs, toMs, details }, index) => ({
		ph: 'X',
		pid,
		tid: firstThread + (trackOf[index] ?? 0),
		ts: Math.round(fromMs * US_PER_MS),
		dur: Math.round((toMs - fromMs) * US_PER_MS),
		name,
		cat: category,
		args: details,
	}));
}
