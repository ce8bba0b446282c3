import type { Facts } from '@stoker/shared/graph/facts.js';
import { parseFactsFile } from '@stoker/shared/graph/input/parse-facts-file.js';
import { StokerError } from '@stoker/shared/model/stoker-error.js';

/** Reads facts as a person writes them: YAML or JSON. Throws INVALID_REQUEST with every problem. */
export function parseFacts(text: string): Facts {
	const { facts, diagnostics } = parseFactsFile('facts', text);
	const problems = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
	if (problems.length > 0) {
		const violations = problems.map(({ message }) => ({ field: 'document', description: message }));
		throw new StokerError('INVALID_REQUEST', 'The facts cannot be used.', { violations, diagnostics });
	}
	return facts;
}
