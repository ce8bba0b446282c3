/** Version of this program; equals the one in package.json, which a bundle does not carry. */
export const VERSION = '0.1.0';
/** The protocol it speaks. */
export const PROTOCOL = 'stoker.v1';
