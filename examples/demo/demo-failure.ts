/** The demo did not do what it should; the message says why in words for people. */
export class DemoFailure extends Error {
	override readonly name = 'DemoFailure';
}
