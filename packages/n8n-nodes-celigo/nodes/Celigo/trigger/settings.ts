import type { Scope } from '../kit/scope';
import { flow, groupBy, integration, of, outcome, triggerOn } from './parameters';

/** What is entered for the trigger. */
export interface Settings {
	triggerOn: 'connectionOffline' | 'newErrors' | 'runFinished';
	/** The flow or integration whose flows count; left out for connections. */
	of?: { flow: string } | { integration: string };
	outcome: 'any' | 'errors' | 'failed';
	groupBy: 'flow' | 'step';
	/** What is remembered counts for the same account and the same flows only. */
	fingerprint: string;
}

/** @throws NodeOperationError that names the parameter */
export function settingsOf(scope: Scope): Settings {
	const on = scope.read(triggerOn);
	const flows = on === 'connectionOffline' ? undefined : flowsOf(scope);
	return {
		triggerOn: on,
		of: flows,
		outcome: on === 'runFinished' ? scope.read(outcome) : 'any',
		groupBy: on === 'newErrors' ? scope.read(groupBy) : 'step',
		fingerprint: JSON.stringify([on, flows, scope.node.credentials?.celigoApi?.id]),
	};
}

const flowsOf = (scope: Scope) =>
	scope.read(of) === 'flow' ? { flow: scope.read(flow) } : { integration: scope.read(integration) };
