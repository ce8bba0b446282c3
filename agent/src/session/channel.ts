import { type ChannelCredentials, type ChannelOptions, credentials } from '@grpc/grpc-js';
import type { AgentIdentity } from '../system/identity-store.js';

/** The name every controller certificate carries, whatever address it is reached by. */
export const SERVER_NAME = 'stoker-controller';

const MEBIBYTE = 1024 * 1024;

/** One connection per channel, no hidden retries; reconnecting is the business of the connection loop. */
export const CHANNEL_OPTIONS: ChannelOptions = {
	'grpc.ssl_target_name_override': SERVER_NAME,
	'grpc.default_authority': SERVER_NAME,
	'grpc.initial_reconnect_backoff_ms': 200,
	'grpc.max_reconnect_backoff_ms': 3_000,
	'grpc.enable_http_proxy': 0,
	'grpc.enable_retries': 0,
	'grpc.use_local_subchannel_pool': 1,
	'grpc.keepalive_time_ms': 20_000,
	'grpc.keepalive_timeout_ms': 10_000,
	'grpc.max_receive_message_length': 8 * MEBIBYTE,
};

/** Trusts the pinned root and nothing else; no identity of our own. */
export function enrolCredentials(rootPem: string): ChannelCredentials {
	return credentials.createSsl(Buffer.from(rootPem));
}

/** Trusts the pinned root and shows the node's certificate. */
export function agentCredentials(identity: AgentIdentity): ChannelCredentials {
	const { rootPem, privateKeyPem, certificateChainPem } = identity;
	return credentials.createSsl(Buffer.from(rootPem), Buffer.from(privateKeyPem), Buffer.from(certificateChainPem));
}
