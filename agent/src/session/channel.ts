import type { ChannelOptions } from '@grpc/grpc-js';
import { SERVER_NAME } from './server-name.js';

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
