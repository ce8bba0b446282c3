import type { LogPieceView } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/log.js';

/** Writes a piece of output for the wire. */
export function encodeLogPiece(piece: LogPieceView): wire.ReadLogResponse {
	const { offset, data, attempt, missingBytes = 0 } = piece;
	return { offset, data: Buffer.from(data), attempt, missingBytes };
}

/** Reads a piece of output. */
export function decodeLogPiece(message: wire.ReadLogResponse): LogPieceView {
	const { offset, data, attempt, missingBytes } = message;
	return { offset, data, attempt, ...(missingBytes > 0 ? { missingBytes } : {}) };
}
