import type { PlanGraph, PlanTask } from '@stoker/shared/graph/plan-graph.js';
import type { NodeId } from '@stoker/shared/model/ids.js';
import { type JsonObject, TASK_TYPES } from '@stoker/shared/model/task.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePlanGraph, encodePlanGraph, planGraphDigest } from './plan-blob.js';

const parameters = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => value as JsonObject);

const task: fc.Arbitrary<PlanTask> = fc.record({
	id: fc.string(),
	type: fc.constantFrom(...TASK_TYPES),
	parameters,
	failOnError: fc.boolean(),
	retryOnLost: fc.boolean(),
	timeoutSeconds: fc.nat(),
	retries: fc.nat(),
	retryIntervalSeconds: fc.nat(),
});

const node = fc.record({
	id: fc.string().map((id) => id as NodeId),
	name: fc.string(),
	roles: fc.array(fc.string()),
	tags: fc.array(fc.string()),
});

const numbers = fc.array(fc.integer({ min: -1, max: 2 ** 31 - 1 })).map((values) => Int32Array.from(values));

const graph: fc.Arbitrary<PlanGraph> = fc.record({
	tasks: fc.array(task),
	nodes: fc.array(node),
	barriers: fc.array(fc.string()),
	vertexKind: fc.uint8Array({ max: 3 }),
	vertexTask: numbers,
	vertexNode: numbers,
	skipReasons: fc.array(fc.tuple(fc.nat(), fc.string())).map((entries) => new Map(entries)),
	edgeBefore: numbers,
	edgeAfter: numbers,
	edgeReason: numbers,
	reasons: fc.array(fc.string()),
	limits: fc.array(fc.tuple(fc.string(), fc.nat())).map((entries) => new Map(entries)),
	faultToleranceGroups: fc.array(
		fc.record({
			name: fc.string(),
			nodeIds: fc.array(fc.string().map((id) => id as NodeId)),
			faultTolerance: fc.nat(),
		}),
	),
});

const EMPTY: PlanGraph = {
	tasks: [],
	nodes: [],
	barriers: [],
	vertexKind: new Uint8Array(),
	vertexTask: new Int32Array(),
	vertexNode: new Int32Array(),
	skipReasons: new Map(),
	edgeBefore: new Int32Array(),
	edgeAfter: new Int32Array(),
	edgeReason: new Int32Array(),
	reasons: [],
	limits: new Map(),
	faultToleranceGroups: [],
};

function withParameters(value: JsonObject): PlanGraph {
	const pace = { timeoutSeconds: 0, retries: 0, retryIntervalSeconds: 0 };
	const shell = { id: 'a', type: 'shell' as const, failOnError: true, retryOnLost: false };
	return { ...EMPTY, tasks: [{ ...shell, ...pace, parameters: value }] };
}

describe('plan blob', () => {
	it('gives back the graph it was made of, with the same digest', () => {
		fc.assert(
			fc.property(graph, (original) => {
				const decoded = decodePlanGraph(encodePlanGraph(original));
				expect(JSON.stringify(decoded.tasks)).toBe(JSON.stringify(original.tasks));
				expect({ ...decoded, tasks: [] }).toEqual({ ...original, tasks: [] });
				expect(planGraphDigest(decoded)).toBe(planGraphDigest(original));
			}),
		);
	});

	it('refuses blobs of another version, and damaged ones', () => {
		const blob = encodePlanGraph(EMPTY);
		expect(() => decodePlanGraph(Uint8Array.of(9, ...blob.subarray(1)))).toThrow(/version 9/);
		expect(() => decodePlanGraph(new Uint8Array())).toThrow(/version/);
		expect(() => decodePlanGraph(blob.subarray(0, -3))).toThrow();
	});
});

describe('plan digest', () => {
	it('does not depend on the order of keys', () => {
		const one = withParameters({ a: 1, b: { c: [1, 2], d: null } });
		const other = withParameters({ b: { d: null, c: [1, 2] }, a: 1 });
		expect(planGraphDigest(one)).toBe(planGraphDigest(other));
	});

	it('tells graphs apart', () => {
		const digests = [
			EMPTY,
			withParameters({}),
			withParameters({ a: 1 }),
			withParameters({ a: '1' }),
			withParameters({ a: [1, 2] }),
			withParameters({ a: [2, 1] }),
			{ ...EMPTY, vertexTask: Int32Array.of(1, 2) },
			{ ...EMPTY, vertexNode: Int32Array.of(1, 2) },
			{ ...EMPTY, vertexTask: Int32Array.of(12) },
			{ ...EMPTY, skipReasons: new Map([[1, 'condition']]) },
			{ ...EMPTY, limits: new Map([['a', 1]]) },
			{ ...EMPTY, faultToleranceGroups: [{ name: 'a', nodeIds: [], faultTolerance: 1 }] },
			{ ...EMPTY, reasons: ['a,b'] },
			{ ...EMPTY, reasons: ['a', 'b'] },
		].map(planGraphDigest);
		expect(new Set(digests).size).toBe(digests.length);
	});

	it('does not depend on the order in which reasons were found', () => {
		const entries: [number, string][] = [
			[5, 'condition'],
			[2, 'selection'],
		];
		const one = { ...EMPTY, skipReasons: new Map(entries) };
		const other = { ...EMPTY, skipReasons: new Map([...entries].reverse()) };
		expect(planGraphDigest(one)).toBe(planGraphDigest(other));
	});
});
