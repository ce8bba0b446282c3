import { parseTaskFiles } from '@stoker/shared/graph/input/parse-task-files.js';
import type { JsonValue } from '@stoker/shared/model/task.js';
import { parseYaql } from '@stoker/shared/yaql/parse-yaql.js';

/*
 * Reads hostile input in a process of its own and says what it took, as JSON on standard output: argument 1 is
 * `yaml` with a text on standard input, or `yaql` with a list of expressions as JSON, each answered on a line of its own.
 */

export interface HostileAnswer {
	/** CPU of the quickest of several tries, user and system. */
	readonly cpuMs: number;
	readonly peakBytes: number;
	/** Codes of diagnostics, or what kind of failure ended an expression. */
	readonly codes: readonly string[];
}

const WARMING = 20;

function facts() {
	const node = (index: number) => ({
		uid: String(index),
		name: `node-${index}`,
		roles: ['a', 'b'],
		network: { address: `10.0.0.${index}`, parts: [1, 2, { index }] },
	});
	return {
		nodes: Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`node-${index}`, node(index)])),
		numbers: Array.from({ length: 9_900 }, (_, index) => (index * 7_919) % 50_021),
		words: Array.from({ length: 9_000 }, (_, index) => `word-${index}`),
		text: 'x'.repeat(200_000),
	};
}

function measured(work: () => readonly string[], tries: number): HostileAnswer {
	let cpuMs = Infinity;
	let codes: readonly string[] = [];
	for (let done = 0; done < tries; done++) {
		const before = process.cpuUsage();
		codes = work();
		const { user, system } = process.cpuUsage(before);
		cpuMs = Math.min(cpuMs, (user + system) / 1_000);
	}
	return { cpuMs, peakBytes: process.resourceUsage().maxRSS * 1_024, codes };
}

function evaluate(text: string, root: JsonValue, past: JsonValue): readonly string[] {
	const stateOf = (held: JsonValue) => ({ root: held, node: {}, common: {} });
	try {
		parseYaql(text).evaluate({ current: stateOf(root), past: stateOf(past) });
		return [];
	} catch (error) {
		return [(error as { readonly kind?: string }).kind ?? String(error)];
	}
}

async function standardInput(): Promise<string> {
	const pieces: Buffer[] = [];
	for await (const piece of process.stdin) {
		pieces.push(piece as Buffer);
	}
	return Buffer.concat(pieces).toString();
}

const text = await standardInput();
if (process.argv[2] === 'yaml') {
	print(measured(() => parseTaskFiles(new Map([['tasks.yaml', text]])).diagnostics.map(({ code }) => code), 1));
} else {
	const root = facts();
	const past = { ...facts(), words: root.words.toReversed(), nodes: {} };
	const expressions = JSON.parse(text) as readonly string[];
	// A controller has evaluated others before.
	for (const expression of expressions.slice(0, WARMING)) {
		evaluate(expression, root, past);
	}
	for (const expression of expressions) {
		print(measured(() => evaluate(expression, root, past), 3));
	}
}

function print(answer: HostileAnswer): void {
	console.log(JSON.stringify({ ...answer, codes: [...new Set(answer.codes)] }));
}
