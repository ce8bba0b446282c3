/** What a Python class of the old system stands for (README of the cases). */
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
	'not found': [
		'DiskNotFoundError',
		'BlockDeviceNotFoundError',
		'FileDoesNotExist',
		'FileNotFoundError',
		'ReleasesDirectoriesError',
		'CannotFindExtension',
	],
	'does not fit': ['BlockDeviceAllocationError', 'NotEnoughFreeSpace', 'NoSolutionFound', 'AssignIPError'],
	'conflict or state': [
		'AlreadyExists',
		'NetworkRoleConflict',
		'UnresolvableConflict',
		'CannotDelete',
		'NotAllowed',
		'TaskBaseDeploymentNotAllowed',
		'DeploymentEngineError',
		'LoopDetected',
	],
};

/** Category of an error, as which it is compared. */
export type ErrorCategory = 'not found' | 'does not fit' | 'conflict or state' | 'invalid input';

/** Category of a Python class; whatever is not listed is invalid input. */
export function categoryOf(className: string): ErrorCategory {
	const name = className.split('::').at(-1) ?? className;
	const found = Object.entries(CATEGORIES).find(([, classes]) => classes.includes(name));
	return (found?.[0] ?? 'invalid input') as ErrorCategory;
}

/** Within expressions three kinds are kept apart; all other classes stand for a call that does not work out. */
export function expressionErrorOf(className: string): string {
	switch (className) {
		case 'ParseError':
		case 'YaqlGrammarException':
		case 'YaqlLexicalException':
		case 'YaqlParsingException':
			return 'parse';
		case 'KeyError':
			return 'key';
		case 'TypeError':
			return 'type';
		default:
			return 'call';
	}
}
