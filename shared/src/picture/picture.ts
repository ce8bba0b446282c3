/** What a picture shows, before anything has a place. Boxes are numbered by their position. */
export interface Picture {
	readonly title: string;
	/** Counts, one line. */
	readonly summary: string;
	readonly lanes: readonly PictureLane[];
	readonly boxes: readonly PictureBox[];
	readonly arrows: readonly PictureArrow[];
	/** Dependencies between boxes that others imply, so that they are not drawn. */
	readonly impliedArrows: number;
}

/** Nodes of the same roles, or several such sets where tasks run on all of them. */
export interface PictureLane {
	readonly label: string;
	/** 0 where tasks of the lane run on different sets of nodes. */
	readonly nodeCount: number;
}

/** What became one box: vertices of one task, or of several where even those would be too many. */
export interface PictureBox {
	readonly label: string;
	/** How many runs, of what type, how many of them left out. */
	readonly detail: string;
	/** `skipped`: every vertex of it is. */
	readonly kind: 'task' | 'anchor' | 'skipped';
	/** Index of its lane. */
	readonly lane: number;
	readonly tasks: readonly string[];
	/** Names of nodes, the first few. */
	readonly nodes: readonly string[];
	readonly vertexCount: number;
	readonly isCritical: boolean;
}

/** `from` comes before `to`. */
export interface PictureArrow {
	readonly from: number;
	readonly to: number;
	/** On the longest chain. */
	readonly isCritical: boolean;
	/** Closes a circle that only exists because boxes stand for many vertices. */
	readonly isBackward: boolean;
}

/** What a drawing is called and how much it may hold. */
export interface PictureOptions {
	readonly title: string;
	/** Most boxes; 200 unless told. */
	readonly maxBoxes?: number;
}
