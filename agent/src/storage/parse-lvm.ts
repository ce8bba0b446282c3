/** One row of what pvs, vgs or lvs report: texts by column. */
export type LvmRow = Readonly<Record<string, string>>;

/** Rows of a report in JSON, whatever was asked for. */
export function parseLvm(json: string): readonly LvmRow[] {
	const { report = [] } = JSON.parse(json.trim() === '' ? '{}' : json) as {
		report?: readonly Readonly<Record<string, readonly LvmRow[]>>[];
	};
	return report.flatMap((part) => Object.values(part).flat());
}
