import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** The input items that one run of an operation over many works on, with their places among all input items. */
export type Inputs = Array<{ index: number; item: INodeExecutionData }>;

/** All input items. */
export const inputsOf = (context: IExecuteFunctions): Inputs =>
	context.getInputData().map((item, index) => ({ index, item }));
