import { decodeLogPiece } from '@stoker/shared/codec/log.js';
import type { LogPieceView } from '@stoker/shared/model/views.js';
import { LogServiceService as service } from '@stoker/shared/wire/stoker/v1/log.js';
import type { Connection } from './connection.js';
import { type FollowOptions, followStream } from './reconnect.js';

export interface LogRequest {
	readonly deploymentId: string;
	readonly taskId: string;
	/** Id or name. */
	readonly node: string;
	/** 0 means the last one. */
	readonly attempt: number;
	/** First byte wanted. */
	readonly offset: number;
	/** Stay until the attempt has ended. */
	readonly follow: boolean;
}

/** Output of tasks. */
export class LogsClient {
	readonly #connection: Connection;

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Reads output across lost connections, from the last byte delivered: nothing is missed or repeated. */
	read(request: LogRequest, options: FollowOptions = {}): AsyncGenerator<LogPieceView, void, undefined> {
		const connection = this.#connection;
		let { attempt, offset } = request;
		async function* open(onOpen: () => void): AsyncGenerator<LogPieceView, void, undefined> {
			for await (const message of connection.stream(service.readLog, { ...request, attempt, offset }, onOpen)) {
				const piece = decodeLogPiece(message);
				attempt = piece.attempt === 0 ? attempt : piece.attempt;
				offset = piece.offset + piece.data.length;
				yield piece;
			}
		}
		return followStream({ open, endsWhenClosed: () => true, signal: connection.signal }, options);
	}
}
