/** Where a node is in its life. `pending` waits for an administrator. */
export type NodeStatus = 'pending' | 'discover' | 'provisioned' | 'deploying' | 'ready' | 'error' | 'stopped';

/** Whether the controller hears a node. */
export type Connectivity = 'online' | 'unreachable' | 'offline';
