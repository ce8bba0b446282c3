/** The real agent, which kills itself at one of its journal records: see dieAtWrite. Made by buildCrashingPrograms. */
import { fileURLToPath } from 'node:url';
import { Journal } from '../../agent/src/journal/journal.js';
import { dieAtWrite } from './die-at-write.js';

dieAtWrite(Journal.prototype, ['append']);
process.env['STOKER_AGENT_WRAPPER'] = fileURLToPath(new URL('stoker-wrapper', import.meta.url));
await import('../../agent/src/main.js');
