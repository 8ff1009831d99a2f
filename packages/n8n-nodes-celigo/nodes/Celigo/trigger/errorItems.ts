import type { IDataObject } from 'n8n-workflow';

/** The errors of a step as Celigo counts them. */
export interface StepCount {
	flow: string;
	step: string;
	open: number;
	last?: string;
}

/** How many errors an item shows in full. */
const FIRST_FEW = 5;

/** New errors of a step. @param errors at least one */
export function itemOf({ flow, step, open, last }: StepCount, errors: IDataObject[]): IDataObject {
	const inOrder = [...errors].sort((a, b) => (String(a.occurredAt) < String(b.occurredAt) ? -1 : 1));
	return {
		event: 'newErrors',
		_flowId: flow,
		_stepId: step,
		newErrors: errors.length,
		openErrors: open,
		lastErrorAt: last ?? inOrder.at(-1)?.occurredAt,
		errors: inOrder.slice(0, FIRST_FEW),
	};
}

/** Items of steps put together by their flow. */
export function groupedByFlow(items: IDataObject[]): IDataObject[] {
	const flows = new Map<unknown, IDataObject[]>();
	for (const item of items) flows.set(item._flowId, [...(flows.get(item._flowId) ?? []), item]);
	return [...flows].map(([_flowId, steps]) => ({
		event: 'newErrors',
		_flowId: _flowId as string,
		newErrors: sumOf(steps, 'newErrors'),
		openErrors: sumOf(steps, 'openErrors'),
		lastErrorAt: steps
			.map(({ lastErrorAt }) => lastErrorAt)
			.filter((time) => time !== undefined)
			.sort()
			.at(-1),
		errors: steps.flatMap(({ errors }) => errors as IDataObject[]).slice(0, FIRST_FEW),
		steps: steps.map(({ _stepId, newErrors, openErrors }) => ({ _stepId, newErrors, openErrors })),
	}));
}

const sumOf = (items: IDataObject[], key: string) => items.reduce((sum, item) => sum + Number(item[key]), 0);
