// Node 20 gives worker threads no loader: this registers one, then runs the thread from its TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
