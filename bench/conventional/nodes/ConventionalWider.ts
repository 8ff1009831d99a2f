import type { INodeType } from 'n8n-workflow';
import { descriptionOf } from './description';

export class ConventionalWider implements INodeType {
	description = descriptionOf(
		'conventionalWider',
		Array.from({ length: 10 }, (_, index) => `start${index + 1}`),
	);
}
