import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BlobDoor } from '../../../test/support/blob-door.js';
import { chainProblem, endsAtPin, pinOf, timeProblem } from './judge-chain.js';
import { SERVER_NAME } from './server-name.js';

const DAY_MS = 24 * 3600 * 1000;
let door: BlobDoor;

beforeAll(async () => {
	door = await BlobDoor.open(SERVER_NAME);
});
afterAll(() => door.close());

function parseChain(pem: string): readonly X509Certificate[] {
	return pem
		.split(/(?=-----BEGIN)/)
		.filter((part) => part.includes('BEGIN'))
		.map((part) => new X509Certificate(part));
}

test('the chain of the doors is that of a controller, for as long as it is valid', () => {
	const chain = parseChain(door.chainPem);
	expect(chain).toHaveLength(2);
	expect(chainProblem(chain)).toBeUndefined();
	expect(timeProblem(chain, Date.now())).toBeUndefined();
	expect(timeProblem(chain, Date.now() - 3 * DAY_MS)).toContain('is valid from');
	expect(timeProblem(chain, Date.now() + 400 * DAY_MS)).toContain('is valid from');
});

test('a certificate for people or nodes is not that of a controller, whatever name it carries', async () => {
	const { certificateChainPem } = await door.identityOf(SERVER_NAME);
	expect(chainProblem(parseChain(certificateChainPem))).toContain('does not carry the name');
});

test('a chain that does not hold together is refused', async () => {
	const [leaf, root] = parseChain(door.chainPem);
	const foreign = new X509Certificate(await BlobDoor.foreignRootPem());
	if (leaf === undefined || root === undefined) {
		throw new Error('no chain');
	}
	expect(chainProblem([leaf, foreign])).toContain('was not signed by the next one');
	expect(chainProblem([leaf])).toContain('has no self-signed root');
	expect(chainProblem([leaf, leaf, root])).toBeDefined();
	expect(chainProblem([])).toBeDefined();
	expect(endsAtPin([leaf, root], pinOf(root))).toBe(true);
	expect(endsAtPin([leaf, root], pinOf(foreign))).toBe(false);
	expect(endsAtPin([], pinOf(root))).toBe(false);
});
