import { StokerError } from '../model/stoker-error.js';

/** Between the words of the model and the numbers of the wire. */
export interface EnumCodec<Model extends string, Wire extends number> {
	encode(value: Model): Wire;
	/** Undefined for a number this version does not know, and for UNSPECIFIED. */
	find(value: Wire): Model | undefined;
	/** Throws PROTOCOL_MISMATCH for a number this version does not know. */
	decode(value: Wire): Model;
}

type Missing<Wire extends number, Known> = Exclude<Wire, 0 | -1 | Known>;
type CoversWire<Wire extends number, Known> = [Missing<Wire, Known>] extends [never]
	? unknown
	: { readonly missing: Missing<Wire, Known> };

/** Builds a codec from a table; a value that either side has and the table lacks does not compile. */
export function enumCodec<Model extends string, Wire extends number>() {
	return <const Table extends Readonly<Record<Model, Wire>>>(
		what: string,
		table: Table & CoversWire<Wire, Table[Model]>,
	): EnumCodec<Model, Wire> => {
		const byWord: Readonly<Record<Model, Wire>> = table;
		const byNumber = new Map<number, Model>();
		for (const word of Object.keys(table) as Model[]) {
			byNumber.set(byWord[word], word);
		}
		const find = (value: Wire): Model | undefined => byNumber.get(value);
		return {
			encode: (value) => byWord[value],
			find,
			decode: (value) => find(value) ?? unknownValue(what, String(value)),
		};
	};
}

/** Throws for something on the wire that this version cannot read. */
function unknownValue(what: string, value: string): never {
	throw new StokerError('PROTOCOL_MISMATCH', `The other side sent a ${what} this version does not know: ${value}.`, {
		subject: { what, value },
	});
}

/** The message itself; throws PROTOCOL_MISMATCH when the other side left it out. */
export function present<Message>(message: Message | undefined, what: string): Message {
	return message ?? unknownValue(what, 'nothing');
}

/** Milliseconds to the date the wire types want. */
export function encodeTime(atMs: number): Date;
export function encodeTime(atMs: number | undefined): Date | undefined;
export function encodeTime(atMs: number | undefined): Date | undefined {
	return atMs === undefined ? undefined : new Date(atMs);
}

/** Milliseconds of a time that may be absent. */
export function decodeTime(date: Date | undefined): number | undefined {
	return date?.getTime();
}

/** Milliseconds of a time that is always sent. */
export function decodePresentTime(date: Date | undefined): number {
	return date?.getTime() ?? 0;
}

/** An id, or undefined for the empty string. */
export function decodeOptionalId<Id extends string>(text: string): Id | undefined {
	return text === '' ? undefined : (text as Id);
}
