const ID = /^[0-9A-Za-z-]{1,64}$/;

/** Whether an id can name a folder of the spool; ids come from outside. */
export function isSpoolName(assignmentId: string): boolean {
	return ID.test(assignmentId);
}
