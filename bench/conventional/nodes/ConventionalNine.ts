import type { INodeType } from 'n8n-workflow';
import { descriptionOf } from './description';

/** Nine copies of the ID: one more for each of FlowMate's three calls over many flows, done one by one. */
export class ConventionalNine implements INodeType {
	description = descriptionOf('conventionalNine', ['startMany', 'stopMany', 'updateMany']);
}
