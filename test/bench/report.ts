import { loadAverage } from './measure.js';

/** A figure with its budget. CPU always counts; wall time only on a quiet machine. */
export interface Figure {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	readonly budget?: number;
	/** Whether less or more is better; less when absent. */
	readonly better?: 'less' | 'more';
	readonly kind: 'cpu' | 'wall' | 'memory' | 'info';
	/** Load average when the measurement began. */
	readonly load: number;
}

/** Load average over which wall times are not judged. */
const QUIET_LOAD = 1.5;

export type Judgement = 'ok' | 'over budget' | 'not judged' | '';

export function judge(figure: Figure): Judgement {
	if (figure.budget === undefined) {
		return '';
	}
	const isWithin = figure.better === 'more' ? figure.value >= figure.budget : figure.value <= figure.budget;
	if (isWithin) {
		return 'ok';
	}
	return figure.kind === 'wall' && figure.load > QUIET_LOAD ? 'not judged' : 'over budget';
}

/** One JSON line for programs. */
export function jsonLine(suite: string, settings: object, figures: readonly Figure[]): string {
	const values = Object.fromEntries(figures.map(({ name, value, unit }) => [name, { value: round(value), unit }]));
	return JSON.stringify({ suite, settings, figures: values, loadAtEnd: round(loadAverage()) });
}

/** A table for people. */
export function table(figures: readonly Figure[]): string {
	const rows = figures.map((figure) => [
		figure.name,
		`${round(figure.value)} ${figure.unit}`,
		figure.budget === undefined ? '' : `${figure.better === 'more' ? '>=' : '<='} ${figure.budget}`,
		figure.load.toFixed(1),
		judge(figure),
	]);
	const all = [['figure', 'measured', 'budget', 'load', ''], ...rows];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
	return all
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

function round(value: number): number {
	return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
