// Typed lint rules. Formatting is biome's, import borders are dependency-cruiser's.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PURE_ROOMS = [
	'shared/src/{model,graph,graph-query,expression,regex,yaql,scheduler,picture,settings,plugin,storage,task-type}/**/*.ts',
	'controller/src/domain/**/*.ts',
];
const PROGRAM_EDGES = ['**/src/system/**/*.ts', '**/src/main.ts'];
const OUTSIDE_PROGRAMS = ['test/**/*.ts', 'tools/**', 'examples/**', '*.config.{js,ts}'];
const TESTS = ['**/*.test.ts', 'test/**/*.ts'];

const noEnum = {
	selector: 'TSEnumDeclaration',
	message: 'Use a union of string literals or an `as const` object.',
};
const noTrustSwitch = [
	{ selector: 'Identifier[name="rejectUnauthorized"]' },
	{ selector: 'Literal[value=/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED/]' },
].map(({ selector }) => ({
	selector,
	message:
		'Only agent/src/session/judged-connection.ts and controller/src/door/server-identity.ts may talk before they trust.',
}));
const noClock = [
	{ selector: 'NewExpression[callee.name="Date"][arguments.length=0]', what: 'new Date()' },
	{ selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', what: 'Date.now()' },
	{ selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]', what: 'Math.random()' },
	{ selector: 'CallExpression[callee.object.name="performance"]', what: 'performance' },
	{ selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]', what: 'a timer' },
].map(({ selector, what }) => ({ selector, message: `A pure room gets ${what} as a parameter.` }));

/** A CommonJS package has no named exports when a bundle imports it dynamically, and no test of the sources shows it. */
const noForeignDynamicImport = {
	selector: 'ImportExpression:not([source.value=/^(\\.\\.?\\/|node:)/])',
	message: 'Import dynamically only own files and Node modules; such a file imports the package statically.',
};

export default defineConfig(
	{ ignores: ['**/dist/', '.build/', '.demo/', 'shared/src/wire/', 'test/fixtures/', '**/node_modules/'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			// Methods of asynchronous ports are async even where one adapter has nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			complexity: ['error', { max: 20, variant: 'modified' }],
			eqeqeq: 'error',
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
			'max-params': ['error', 4],
			'no-restricted-syntax': ['error', noEnum, noForeignDynamicImport, ...noTrustSwitch],
		},
	},
	{
		files: ['**/*.{ts,js,mjs}'],
		ignores: [...PROGRAM_EDGES, ...OUTSIDE_PROGRAMS, ...TESTS],
		rules: {
			'no-restricted-properties': [
				'error',
				{ object: 'process', property: 'env', message: 'Only system/ and main.ts read the environment.' },
			],
			'no-restricted-imports': [
				'error',
				{ paths: [{ name: 'node:process', message: 'Use the global: its environment is for system/ and main.ts.' }] },
			],
		},
	},
	{
		files: PURE_ROOMS,
		ignores: TESTS,
		rules: { 'no-restricted-syntax': ['error', noEnum, noForeignDynamicImport, ...noTrustSwitch, ...noClock] },
	},
	{
		// The second lets everybody ask the HTTPS door whether it lives.
		files: ['agent/src/session/judged-connection.ts', 'controller/src/door/server-identity.ts'],
		rules: { 'no-restricted-syntax': ['error', noEnum, noForeignDynamicImport] },
	},
	{
		// A codec is one flat list of fields, each with its default.
		files: ['shared/src/codec/**/*.ts'],
		rules: { complexity: 'off' },
	},
	{
		// One table, from which a page is generated.
		files: ['shared/src/model/error-codes.ts'],
		rules: { 'max-lines': 'off' },
	},
	{
		files: TESTS,
		rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', complexity: 'off' },
	},
);
