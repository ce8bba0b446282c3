import type { JsonObject, JsonValue } from '@stoker/shared/model/task.js';

const MOST_ACCOUNTS = 256;

/** Provisioning data in which each account with a password has its hash instead: the password itself goes nowhere. */
export async function hashPasswords(
	data: JsonValue,
	hashPassword: (password: string) => Promise<string>,
): Promise<JsonValue> {
	const meta = objectIn(data, 'ks_meta');
	const accounts = meta?.['user_accounts'];
	if (!isObject(data) || meta === undefined || !Array.isArray(accounts) || accounts.length > MOST_ACCOUNTS) {
		return data;
	}
	const hashed: JsonValue[] = [];
	for (const account of accounts as readonly JsonValue[]) {
		const password = isObject(account) ? account['password'] : undefined;
		const hash = isObject(account) ? account['hashed_password'] : undefined;
		const isPlain = typeof password === 'string' && password !== '' && (typeof hash !== 'string' || hash === '');
		hashed.push(
			isObject(account) && isPlain
				? { ...account, password: '', hashed_password: await hashPassword(password) }
				: account,
		);
	}
	return { ...data, ks_meta: { ...meta, user_accounts: hashed } };
}

function objectIn(value: JsonValue, key: string): JsonObject | undefined {
	const found = isObject(value) ? value[key] : undefined;
	return found !== undefined && isObject(found) ? found : undefined;
}

function isObject(value: JsonValue): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
