/** Where an environment is in its life. */
export type EnvironmentStatus = 'new' | 'deploying' | 'operational' | 'partially_deployed' | 'error' | 'stopped';
