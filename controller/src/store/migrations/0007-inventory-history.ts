import { type Migration, migrationOf } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

/**
 * What the hardware of nodes was before. Inventories of before have another form: without their digests, agents send
 * them anew.
 */
export function inventoryHistory({ builder, integer, keyedTable }: SchemaDialect): Migration {
	const { schema } = builder;
	return migrationOf(7, 'inventory history', [
		schema
			.createTable('node_inventory')
			.addColumn('node_id', 'text', (column) => column.notNull())
			.addColumn('number', integer, (column) => column.notNull())
			.addColumn('digest', 'text', (column) => column.notNull())
			.addColumn('inventory', 'text', (column) => column.notNull())
			.addColumn('found_at', integer, (column) => column.notNull())
			.addPrimaryKeyConstraint('node_inventory_key', ['node_id', 'number'])
			.modifyEnd(keyedTable),
		builder.updateTable('node' as never).set({ inventory: null, inventory_digest: null, inventory_at: null } as never),
	]);
}
