import type { INodeType } from 'n8n-workflow';
import { descriptionOf } from './description';

export class Conventional implements INodeType {
	description = descriptionOf('conventional', []);
}
