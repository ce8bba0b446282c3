/**
 * Crashes at every durable write, in one process and with real ones: the outcome must be that of an undisturbed
 * deployment. `make test` takes a sample of the same points. `node … main.ts processes` takes one half only.
 */
import { killAtEveryWrite } from './processes.js';
import { crashInOneProcess } from './rehearsals.js';

const [half] = process.argv.slice(2);
let failed = half === 'rehearsals' ? 0 : await killAtEveryWrite();
failed += half === 'processes' ? 0 : await crashInOneProcess();
process.exit(failed > 0 ? 1 : 0);
