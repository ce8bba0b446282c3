/** What the agents of a stopping controller are spread over for each hundred of them. */
const MS_PER_HUNDRED = 200;

/**
 * When each of so many agents shall come back, milliseconds: one after the other over a time that grows with their
 * number, each at a moment of its own within its share, so that two controllers that stop together get no common beat.
 *
 * @param random from 0 to 1, fresh for each call
 */
export function reconnectDelays(agents: number, random: () => number): readonly number[] {
	const spreadMs = Math.ceil(agents / 100) * MS_PER_HUNDRED;
	return Array.from({ length: agents }, (_, index) => Math.round((spreadMs * (index + random())) / agents));
}
