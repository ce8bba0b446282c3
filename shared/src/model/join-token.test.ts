import { describe, expect, it } from 'vitest';
import type { TokenId } from './ids.js';
import { formatJoinToken, parseJoinToken, parseTokenSecret, tokenSecret } from './join-token.js';
import { StokerError } from './stoker-error.js';

const TOKEN = { tokenId: 'k3v9x2' as TokenId, secret: 'A-_z'.repeat(8), pin: '0f'.repeat(32) };

function problemOf(text: string): string {
	try {
		parseJoinToken(text);
	} catch (error) {
		expect(error).toBeInstanceOf(StokerError);
		expect((error as StokerError).code).toBe('TOKEN_INVALID');
		return (error as StokerError).message;
	}
	throw new Error('the token was accepted');
}

describe('a join token', () => {
	it('is read back as it was written, white space around it ignored', () => {
		expect(parseJoinToken(` ${formatJoinToken(TOKEN)}\n`)).toEqual(TOKEN);
	});

	it.each([
		['', 'empty'],
		['x'.repeat(300), 'longer than'],
		['stoker2.a.b.c', 'begin with'],
		[`${formatJoinToken(TOKEN)}.more`, 'more than four parts'],
		[`stoker1.K!.${TOKEN.secret}.${TOKEN.pin}`, 'token id'],
		[`stoker1.${TOKEN.tokenId}.short.${TOKEN.pin}`, 'secret'],
		[formatJoinToken(TOKEN).slice(0, -1), 'pin'],
		[`stoker1.${TOKEN.tokenId}.${TOKEN.secret}`, 'pin'],
	])('that is damaged (%#) is refused with the damaged part', (text, part) => {
		expect(problemOf(text)).toContain(part);
	});

	it('never shows its secret in an error', () => {
		expect(problemOf(`stoker1.${TOKEN.tokenId}.${TOKEN.secret}.cut`)).not.toContain(TOKEN.secret);
	});

	it('sends id and secret, never the pin', () => {
		expect(tokenSecret(TOKEN)).toBe(`${TOKEN.tokenId}.${TOKEN.secret}`);
		expect(parseTokenSecret(tokenSecret(TOKEN))).toEqual({ tokenId: TOKEN.tokenId, secret: TOKEN.secret });
		expect(parseTokenSecret('nothing')).toBeUndefined();
		expect(parseTokenSecret(`${tokenSecret(TOKEN)}.x`)).toBeUndefined();
	});
});
