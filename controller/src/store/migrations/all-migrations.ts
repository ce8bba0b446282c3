import { firstTables } from './0001-first-tables.js';
import { factsAndGraphs } from './0002-facts-and-graphs.js';
import { notifications } from './0003-notifications.js';
import { blobs } from './0004-blobs.js';
import { rehearsalsAndNodeEnds } from './0005-rehearsals-and-node-ends.js';
import { deploymentControl } from './0006-deployment-control.js';
import { inventoryHistory } from './0007-inventory-history.js';
import { nodeStorage } from './0008-node-storage.js';
import { agreedHardware } from './0009-agreed-hardware.js';
import type { Migration } from './migration.js';
import type { SchemaDialect } from './schema-dialect.js';

/** Every migration, oldest first. Append only: what has been released is never changed. */
export function allMigrations(dialect: SchemaDialect): readonly Migration[] {
	return [
		firstTables(dialect),
		factsAndGraphs(dialect),
		notifications(dialect),
		blobs(dialect),
		rehearsalsAndNodeEnds(dialect),
		deploymentControl(dialect),
		inventoryHistory(dialect),
		nodeStorage(dialect),
		agreedHardware(dialect),
	];
}
