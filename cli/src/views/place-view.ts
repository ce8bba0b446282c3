import type { Dependency, VertexExplanation } from '@stoker/shared/graph-query/explain-vertex.js';
import { formatCount } from './format.js';
import type { Details } from './printer.js';
import { type Field, renderHeading, renderRecord } from './record.js';
import type { Style } from './style.js';
import { sanitizeLine } from './text.js';

/** Most relations listed on one side. */
const MOST_REASONS = 30;

/** A task's place in a plan. */
export const PLACE_DETAILS: Details<VertexExplanation> = {
	kind: { singular: 'place', plural: 'places', name: ({ taskId, nodeName }) => `${taskId}@${nodeName}`, columns: [] },
	render: renderPlace,
};

function renderPlace(explanation: VertexExplanation, style: Style): string {
	const { taskId, nodeName, waitsFor, isAwaitedBy, ancestorCount, descendantCount } = explanation;
	const fields: readonly Field[] = [
		['Task', { text: `${taskId}@${nodeName}`, tone: 'strong' }],
		['Does', doesText(explanation)],
		['There because', becauseText(explanation)],
		['Skipped because', { text: explanation.skipReason, tone: 'warn' }],
		['Longest chain', chainText(explanation)],
		['Limit', explanation.limit === undefined ? '' : `at most ${explanation.limit} of this task at once`],
		['Failures', failureText(explanation)],
	];
	return [
		renderRecord(fields, style),
		renderHeading(`Waits for ${formatCount(ancestorCount, 'run')}, directly because of`, style),
		renderDependencies(waitsFor, style),
		renderHeading(`Awaited by ${formatCount(descendantCount, 'run')}, directly because of`, style),
		renderDependencies(isAwaitedBy, style),
	].join('');
}

function doesText({ kind, taskType }: VertexExplanation): string {
	switch (kind) {
		case 'task':
			return taskType;
		case 'anchor':
			return `nothing: ${taskType} only orders others`;
		case 'skipped':
			return `nothing in this plan (${taskType}); order still passes through it`;
	}
}

function becauseText({ roles, tags, nodeCount, nodeName }: VertexExplanation): string {
	const carried = [...new Set([...roles, ...tags])];
	const where = nodeCount === 1 ? 'this is its only node' : `it is on ${nodeCount} nodes`;
	return carried.length === 0 ? where : `${nodeName} has ${carried.join(', ')}; ${where}`;
}

function chainText({ chain, kind }: VertexExplanation): string {
	if (chain === undefined) {
		return '';
	}
	const { before, behind, length, slack } = chain;
	const position =
		kind === 'task' ? `run ${before + 1} of ${before + 1 + behind}` : `${before} runs before, ${behind} behind`;
	return slack === 0
		? `on it: ${position}`
		: `beside it: ${position}, ${formatCount(slack, 'run')} to spare of ${length}`;
}

function failureText({ faultTolerance }: VertexExplanation): string {
	return faultTolerance
		.map(({ group, failuresAllowed }) => `${formatCount(failuresAllowed, 'node')} of ${group} may fail`)
		.join(', ');
}

function renderDependencies(dependencies: readonly Dependency[], { symbols, paint }: Style): string {
	if (dependencies.length === 0) {
		return '  nothing\n';
	}
	const lines = dependencies.slice(0, MOST_REASONS).map(({ reason, count, examples }) => {
		const more = count > examples.length ? ` and ${count - examples.length} more` : '';
		const names = sanitizeLine(`${examples.join(', ')}${more}`);
		return `  ${symbols.dot} ${sanitizeLine(reason)}\n      ${paint.dim(names)}\n`;
	});
	const left = dependencies.length - lines.length;
	return left > 0 ? `${lines.join('')}  ${symbols.ellipsis} and ${left} more relations\n` : lines.join('');
}
