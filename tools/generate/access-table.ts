/** Reads the option (stoker.v1.access) of every rpc and renders who may call it through which door. */

const OPTION = '[stoker.v1.access]';

/** Callers by growing privilege; `anyone` is a caller without a certificate. */
const ADMIN_ROLES = ['viewer', 'operator', 'admin'] as const;
const ROLES = ['anyone', 'agent', ...ADMIN_ROLES] as const;
const DOORS = ['enrol', 'agent', 'admin'] as const;

interface MethodDescriptor {
	readonly name: string;
	readonly options?: Readonly<Record<string, { readonly door?: string; readonly minimumRole?: string }>>;
}

interface Image {
	readonly file: readonly {
		readonly package?: string;
		readonly service?: readonly { readonly name: string; readonly method?: readonly MethodDescriptor[] }[];
	}[];
}

interface Access {
	readonly path: string;
	readonly door: string;
	readonly roles: readonly string[];
}

function readDoor(value: string | undefined): string | undefined {
	return DOORS.find((door) => value === `DOOR_${door.toUpperCase()}`);
}

function readRoles(minimum: string | undefined): readonly string[] | undefined {
	const role = ROLES.find((each) => minimum === `ACCESS_ROLE_${each.toUpperCase()}`);
	if (role === undefined) return undefined;
	if (role === 'anyone') return ROLES;
	if (role === 'agent') return [role];
	return ADMIN_ROLES.slice(ADMIN_ROLES.indexOf(role));
}

function readMethods(image: Image): { path: string; method: MethodDescriptor }[] {
	return image.file.flatMap((file) =>
		(file.service ?? []).flatMap((service) =>
			(service.method ?? []).map((method) => ({ path: `/${file.package}.${service.name}/${method.name}`, method })),
		),
	);
}

function readAccess(image: Image): Access[] {
	const problems: string[] = [];
	const table: Access[] = [];
	for (const { path, method } of readMethods(image)) {
		const option = method.options?.[OPTION];
		const door = readDoor(option?.door);
		const roles = readRoles(option?.minimumRole);
		if (option === undefined) problems.push(`${path}: has no option (stoker.v1.access)`);
		else if (door === undefined) problems.push(`${path}: its access option names no known door (${option.door})`);
		else if (roles === undefined)
			problems.push(`${path}: its access option names no known role (${option.minimumRole})`);
		else table.push({ path, door, roles });
	}
	if (problems.length > 0) throw new Error(`Every rpc says who may call it:\n  ${problems.join('\n  ')}`);
	return table.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const quoted = (values: readonly string[]): string[] => values.map((value) => `'${value}'`);

/** @param image the JSON form of the compiled protos, as `buf build -o -#format=json` prints it */
export function renderAccessTable(image: unknown): string {
	const rows = readAccess(image as Image).map(
		({ path, door, roles }) => `  '${path}': { door: '${door}', roles: [${quoted(roles).join(', ')}] },`,
	);
	return [
		'// Generated from the option (stoker.v1.access) in proto by `make generate`; do not edit.',
		'',
		'/** The listener a call comes in by. */',
		`export type Door = ${quoted(DOORS).join(' | ')};`,
		'',
		'/** The access role of a caller; `anyone` is one without a certificate. */',
		`export type AccessRole = ${quoted(ROLES).join(' | ')};`,
		'',
		'export interface MethodAccess {',
		'  readonly door: Door;',
		'  /** Every access role that may call the method. */',
		'  readonly roles: readonly AccessRole[];',
		'}',
		'',
		'/** Who may call what, by full method path. A method that is not listed is refused. */',
		'export const METHOD_ACCESS = {',
		...rows,
		'} as const satisfies Readonly<Record<string, MethodAccess>>;',
		'',
		'export type MethodPath = keyof typeof METHOD_ACCESS;',
		'',
	].join('\n');
}
