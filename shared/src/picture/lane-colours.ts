/** Colours of a lane on a light page. */
export interface LaneColour {
	/** Behind the lane. */
	readonly band: string;
	/** Around a box. */
	readonly edge: string;
	/** Dark enough to be read. */
	readonly text: string;
}

const COLOURS: readonly LaneColour[] = [
	{ band: '#f1f3f5', edge: '#868e96', text: '#343a40' },
	{ band: '#e7f5ff', edge: '#4dabf7', text: '#1864ab' },
	{ band: '#ebfbee', edge: '#51cf66', text: '#2b8a3e' },
	{ band: '#f3f0ff', edge: '#9775fa', text: '#5f3dc4' },
	{ band: '#fff9db', edge: '#f0b400', text: '#8f5a00' },
	{ band: '#e3fafc', edge: '#22b8cf', text: '#0b7285' },
	{ band: '#fff0f6', edge: '#f06595', text: '#a61e4d' },
	{ band: '#f4fce3', edge: '#94d82d', text: '#5c940d' },
	{ band: '#edf2ff', edge: '#748ffc', text: '#364fc7' },
	{ band: '#f8f0fc', edge: '#cc5de8', text: '#862e9c' },
];

/** The colour of a lane; they repeat after ten. */
export function laneColour(lane: number): LaneColour {
	return COLOURS[lane % COLOURS.length] ?? { band: '#f1f3f5', edge: '#868e96', text: '#343a40' };
}
