/** Stands for the erasing of disks where no test may come to the disks of this machine. */
export function leaveDisks(): Promise<never> {
	return Promise.reject(new Error('a test would have erased the disks of this machine'));
}
