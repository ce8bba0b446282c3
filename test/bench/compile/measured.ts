/** CPU seconds of all threads while work is done once, cold, with its result. */
export function measureCpu<Result>(work: () => Result): { readonly result: Result; readonly cpuSeconds: number } {
	const before = process.cpuUsage();
	const result = work();
	const { user, system } = process.cpuUsage(before);
	return { result, cpuSeconds: (user + system) / 1e6 };
}

/** The most memory this process ever had resident, bytes. */
export function peakResidentBytes(): number {
	return process.resourceUsage().maxRSS * 1024;
}
