import type { LogPieceView } from '../model/views.js';
import type * as wire from '../wire/stoker/v1/log.js';

/** Writes a piece of output for the wire. */
export function encodeLogPiece(piece: LogPieceView): wire.ReadLogResponse {
	return { offset: piece.offset, data: Buffer.from(piece.data), attempt: piece.attempt };
}

/** Reads a piece of output. */
export function decodeLogPiece(message: wire.ReadLogResponse): LogPieceView {
	return { offset: message.offset, data: message.data, attempt: message.attempt };
}
