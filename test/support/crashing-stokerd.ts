/** The real controller, which kills itself at one of its transactions: see dieAtWrite. */
import { SqliteStore } from '../../controller/src/store/sqlite/sqlite-store.js';
import { dieAtWrite } from './die-at-write.js';

dieAtWrite(SqliteStore.prototype, ['commit', 'write']);
await import('../../controller/src/main.js');
