/** Formats 16 random bytes and a time as a UUIDv7: ids made later sort later. RFC 9562, section 5.7. */
export function formatUuidV7(timeMs: number, random: Uint8Array): string {
	const time = Math.floor(timeMs).toString(16).padStart(12, '0').slice(-12);
	const hex = Buffer.from(random.buffer, random.byteOffset, 10).toString('hex');
	const variant = (0x8 | (Number.parseInt(hex.charAt(3), 16) & 0x3)).toString(16);
	return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}
