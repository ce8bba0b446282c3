import type { Diagnostic } from '../model/diagnostic.js';
import * as wire from '../wire/stoker/v1/diagnostic.js';
import { enumCodec } from './values.js';

const severity = enumCodec<Diagnostic['severity'], wire.Severity>()('severity', {
	error: wire.Severity.SEVERITY_ERROR,
	warning: wire.Severity.SEVERITY_WARNING,
});

/** Writes a diagnostic for the wire. */
export function encodeDiagnostic(diagnostic: Diagnostic): wire.Diagnostic {
	return {
		severity: severity.encode(diagnostic.severity),
		code: diagnostic.code,
		message: diagnostic.message,
		file: diagnostic.file ?? '',
		line: diagnostic.line ?? 0,
		column: diagnostic.column ?? 0,
		path: diagnostic.path ?? '',
		hint: diagnostic.hint ?? '',
	};
}

/** Reads a diagnostic. A severity of a newer version counts as an error: the safe side. */
export function decodeDiagnostic(message: wire.Diagnostic): Diagnostic {
	return {
		severity: severity.find(message.severity) ?? 'error',
		code: message.code,
		message: message.message,
		...(message.file !== '' && { file: message.file }),
		...(message.line !== 0 && { line: message.line }),
		...(message.column !== 0 && { column: message.column }),
		...(message.path !== '' && { path: message.path }),
		...(message.hint !== '' && { hint: message.hint }),
	};
}
