import { seededId } from '../../shared/ids';
import type { Graph } from '../state';

export const COMPONENTS = {
	webhook: seededId('component webhook'),
	scheduler: seededId('component scheduler'),
	transformer: seededId('component transformer'),
	target: seededId('component target'),
};

/** Trigger, transformation, target; what the trigger wants stands in its `fields`, as in the recorded exchanges. */
export function flowGraph(trigger: 'webhook' | 'scheduler', inputParameters?: Record<string, string>): Graph {
	return {
		nodes: [
			{
				id: 'step_1',
				componentId: COMPONENTS[trigger],
				function: trigger === 'webhook' ? 'trigger' : 'poll',
				name: trigger,
				...(inputParameters ? { fields: { inputParameters } } : {}),
			},
			{ id: 'step_2', componentId: COMPONENTS.transformer, function: 'transform', name: 'transformer' },
			{ id: 'step_3', componentId: COMPONENTS.target, function: 'upsert', name: 'target' },
		],
		edges: [
			{ source: 'step_1', target: 'step_2' },
			{ source: 'step_2', target: 'step_3' },
		],
	};
}
