import type { NodeId } from '../../model/ids.js';
import type { ReleaseGraph } from '../../model/release.js';
import { compileGraph } from '../compile-graph.js';
import { type NodeRoles, nodeTags } from '../node-tags.js';
import type { Findings } from './findings.js';
import type { ReleaseHead } from './read-releases.js';

/** Vertices and edges after which the rest is left to planning: nothing else is done while they are made. */
const MOST_WORK = 2_000_000;

/**
 * Reports tasks that wait for each other in the smallest cluster that has every role, each on a node of its own, a
 * primary one on two. Circles that only nodes with several roles close are found when such nodes are planned.
 */
export function checkCycles(
	graphs: readonly ReleaseGraph[],
	releases: readonly ReleaseHead[],
	findings: Findings,
): void {
	const seen = new Set<string>();
	let work = 0;
	for (const { tasks } of graphs) {
		for (const release of releases) {
			const nodes = nodeTags(smallestCluster(release), { ...release, graphs: [] });
			work += tasks.length * nodes.length;
			if (work > MOST_WORK) {
				return;
			}
			const { graph, diagnostics } = compileGraph({ tasks, nodes });
			work += graph.edgeBefore.length;
			for (const diagnostic of diagnostics) {
				const key = JSON.stringify(diagnostic);
				if (diagnostic.code === 'GRAPH_CYCLE' && !seen.has(key)) {
					seen.add(key);
					findings.add(diagnostic);
				}
			}
		}
	}
}

/** Nodes are called by what they do: nobody has assigned any yet. */
function smallestCluster({ roles, tags }: ReleaseHead): readonly NodeRoles[] {
	const primaries = new Set([...tags, ...roles].filter(({ hasPrimary }) => hasPrimary).map(({ id }) => id));
	const names = roles.flatMap((role) => {
		const isTwofold = role.tags.some((tag) => primaries.has(tag));
		return isTwofold ? [role.id, role.id] : [role.id];
	});
	return names.map((name, index) => ({ id: String(index + 1) as NodeId, name, roles: [name] }));
}
