import { SYNC_NODE_ID } from '@stoker/shared/model/ids.js';
import type { PlanView } from '@stoker/shared/model/views.js';
import { describeLostDisk } from '@stoker/shared/storage/describe-loss.js';
import { nodeLabel } from './cells.js';
import { renderDiagnostics } from './diagnostic-view.js';
import { formatCount, formatDuration } from './format.js';
import type { Details } from './printer.js';
import { renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { renderTable } from './table.js';
import { sanitizeLine, textWidth } from './text.js';

/** Nodes listed one by one; beyond, those of equal roles are told together. */
const MOST_NODE_ROWS = 40;
const MOST_REASONS = 12;
const MOST_CHANGES = 12;
const NARROWEST_CHAIN = 40;

export const PLAN_DETAILS: Details<PlanView> = {
	kind: { singular: 'plan', plural: 'plans', name: ({ id }) => id, columns: [] },
	render: renderPlan,
};

interface NodeRow {
	readonly label: string;
	readonly roles: readonly string[];
	readonly taskCount: number;
	readonly skippedCount: number;
}

function renderPlan(plan: PlanView, style: Style): string {
	const fields: Parameters<typeof renderRecord>[0] = [
		['Plan', { text: `${plan.graphType} of ${plan.environmentName}`, tone: 'strong' }],
		['Id', plan.id],
		['Digest', plan.digest],
		['Work', workText(plan)],
		['Kind', kindText(plan)],
		['Destroys', { text: plan.destroyDigest, tone: 'bad' }],
		['Expected', plan.expectedDurationMs === 0 ? '' : `about ${formatDuration(plan.expectedDurationMs)}`],
		['Limits', plan.limits.map(({ taskId, atOnce }) => `${taskId} ${atOnce} at once`).join(', ')],
		['Failures', groupText(plan)],
		['Deployment', plan.deploymentId ?? ''],
	];
	const nodes = renderTable(
		[
			{ key: 'node', cell: ({ label }) => ({ text: label, tone: 'strong' }), isFlexible: true },
			{ key: 'tasks', cell: ({ taskCount }) => String(taskCount), align: 'right' },
			{ key: 'skipped', cell: ({ skippedCount }) => (skippedCount === 0 ? '' : String(skippedCount)), align: 'right' },
			{ key: 'roles', cell: ({ roles }) => roles.join(', '), isFlexible: true },
		],
		nodeRows(plan),
		{ style, hasHeaders: true },
	);
	const warnings = plan.warnings.length === 0 ? '' : `\n${renderDiagnostics(plan.warnings, style)}`;
	return `${renderRecord(fields, style)}\n${nodes.text}${renderStorage(plan, style)}${renderReasons(plan, style)}${renderChanges(plan, style)}${renderChain(namedChain(plan), style)}${warnings}`;
}

function kindText({ isDryRun, isNoopRun, isForced }: PlanView): string {
	const words = [
		isDryRun ? 'dry run: nothing will be executed' : '',
		isNoopRun ? 'noop run: tasks only say what they would do' : '',
		isForced ? 'forced' : '',
	];
	return words.filter((word) => word !== '').join(', ');
}

/** Groups that no number of failures can exceed say nothing. */
function groupText({ faultGroups }: PlanView): string {
	return faultGroups
		.filter(({ nodeIds, failuresAllowed }) => failuresAllowed < nodeIds.length)
		.map(({ name, nodeIds, failuresAllowed }) => `${name} endures ${failuresAllowed} of ${nodeIds.length}`)
		.join(', ');
}

/** What happens to disks, node by node; what is lost is never left out. */
function renderStorage({ storage }: PlanView, style: Style): string {
	if (storage.length === 0) {
		return '';
	}
	const { paint } = style;
	const idle = storage.filter(({ actionCount }) => actionCount === 0);
	const busy = storage.filter(({ actionCount }) => actionCount > 0);
	const lines = busy.flatMap(({ nodeName, actionCount, losses }) => [
		`  ${paint.strong(sanitizeLine(nodeName))}  ${formatCount(actionCount, 'action')}${losses.length === 0 ? ', nothing that is known is lost' : ', lost for ever:'}`,
		...losses.flatMap((loss) => [
			`    ${paint.bad(sanitizeLine(describeLostDisk(loss)))}`,
			...loss.items.map((item) => `      ${sanitizeLine(item)}`),
		]),
	]);
	const rest =
		idle.length === 0 ? [] : [`  ${paint.dim(`nothing to do on the disks of ${formatCount(idle.length, 'node')}`)}`];
	return renderHeading('Disks', style) + [...lines, ...rest].map((line) => `${line}\n`).join('');
}

function renderReasons({ skipReasons }: PlanView, style: Style): string {
	const rows = skipReasons.slice(0, MOST_REASONS).map(({ reason, count }) => `${count} × ${reason}`);
	return renderSection('Left out', rows, { more: skipReasons.length - rows.length, style });
}

function renderChanges({ changes }: PlanView, style: Style): string {
	const rows = changes.slice(0, MOST_CHANGES);
	return renderSection('Changed since the last plan', rows, { more: changes.length - rows.length, style });
}

function renderSection(
	title: string,
	rows: readonly string[],
	{ more, style }: { readonly more: number; readonly style: Style },
): string {
	if (rows.length === 0) {
		return '';
	}
	const lines = more > 0 ? [...rows, `and ${more} more`] : rows;
	return renderHeading(title, style) + lines.map((line) => `  ${style.paint.dim(sanitizeLine(line))}\n`).join('');
}

function workText(plan: PlanView): string {
	const machines = plan.nodes.filter(({ nodeId }) => nodeId !== SYNC_NODE_ID).length;
	const work = `${formatCount(plan.taskCount, 'task')} on ${formatCount(machines, 'node')}`;
	const skipped = plan.skippedCount === 0 ? '' : `, ${plan.skippedCount} skipped`;
	return `${work}${skipped} (${formatCount(plan.edgeCount, 'dependency', 'dependencies')})`;
}

/** Idle sync nodes are noise; hundreds of equal computes are one line. */
function nodeRows(plan: PlanView): readonly NodeRow[] {
	const shown = plan.nodes.filter(({ nodeId, taskCount }) => nodeId !== SYNC_NODE_ID || taskCount > 0);
	if (shown.length <= MOST_NODE_ROWS) {
		return shown.map((node) => ({ ...node, label: nodeLabel(node) }));
	}
	const groups = new Map<string, { first: (typeof shown)[number]; count: number }>();
	for (const node of shown) {
		const key = `${node.roles.join(',')}\n${node.taskCount}\n${node.skippedCount}`;
		const group = groups.get(key);
		groups.set(key, { first: group?.first ?? node, count: (group?.count ?? 0) + 1 });
	}
	return [...groups.values()].map(({ first, count }) => ({
		...first,
		label: count === 1 ? nodeLabel(first) : `${count} nodes, each`,
	}));
}

/** TASK@NODE by the names people know. */
function namedChain({ longestChain, nodes }: PlanView): string[] {
	const labels = new Map<string, string>(nodes.map((node) => [node.nodeId, nodeLabel(node)]));
	return longestChain.map((run) => {
		const at = run.lastIndexOf('@') + 1;
		return run.slice(0, at) + (labels.get(run.slice(at)) ?? run.slice(at));
	});
}

function renderChain(chain: readonly string[], style: Style): string {
	if (chain.length === 0) {
		return '';
	}
	const width = Math.max(NARROWEST_CHAIN, (style.columns ?? Infinity) - 2);
	const lines: string[] = [];
	for (const run of chain.map(sanitizeLine)) {
		const last = lines.at(-1);
		const joined = last === undefined ? run : `${last}${style.symbols.then}${run}`;
		if (last !== undefined && textWidth(joined) <= width) {
			lines[lines.length - 1] = joined;
		} else {
			lines.push(last === undefined ? run : `${style.symbols.then.trimStart()}${run}`);
		}
	}
	const heading = renderHeading(`Longest chain (${formatCount(chain.length, 'task')})`, style);
	return heading + lines.map((line) => `  ${style.paint.dim(line)}\n`).join('');
}
