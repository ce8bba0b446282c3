import type { WriteTransaction } from '../store/store.js';

/**
 * Hands out the next number of a counter, from 1 upwards. The counter's row is locked until the transaction ends, so
 * numbers are committed in their order and a transaction that is undone leaves no hole.
 */
export async function nextNumber({ db }: WriteTransaction, name: string): Promise<number> {
	const row = await db
		.insertInto('counter')
		.values({ name, value: 1 })
		.onConflict((conflict) =>
			conflict.column('name').doUpdateSet((expression) => ({ value: expression('counter.value', '+', 1) })),
		)
		.returning('value')
		.executeTakeFirstOrThrow();
	return row.value;
}
