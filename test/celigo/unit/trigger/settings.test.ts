import { Polls } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/kit/poll';
import { celigo } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/service';
import { poll } from '../../../../packages/n8n-nodes-celigo/nodes/Celigo/trigger/poll';
import { PollingN8n } from '../../../kit/pollingN8n';
import { NODE } from '../item';
import { Account, FLOW, INTEGRATION } from './account';

const PARAMETERS = {
	of: 'integration',
	integration: INTEGRATION,
	flow: FLOW,
	outcome: 'any',
	groupBy: 'step',
};

/** A trigger whose first poll was a minute ago; three errors are new since. */
async function triggerOn(kind: string) {
	const account = new Account(() => n8n.now);
	const n8n: PollingN8n<Polls> = new PollingN8n(
		{
			node: { ...NODE, credentials: { celigoApi: { id: 'credential-1', name: 'Celigo' } } },
			clock: celigo.clock,
			newPolls: () => new Polls(celigo.clock),
			poll,
			answer: (request) => account.answer(request),
		},
		{ triggerOn: kind, ...PARAMETERS },
	);
	await n8n.activate();
	n8n.now += 60_000;
	account.fail(0, 3);
	return { n8n, account };
}

test('What is remembered counts for the same credential only', async () => {
	const { n8n, account } = await triggerOn('newErrors');
	n8n.credential = 'credential-2';
	expect((await n8n.activate()).items).toBeUndefined();
	n8n.now += 60_000;
	account.fail(0, 1);
	expect((await n8n.poll()).items).toMatchObject([{ newErrors: 1, openErrors: 4 }]);
});

test.each([
	['another kind of event', { triggerOn: 'runFinished' }],
	['another flow', { of: 'flow' }],
])('What is remembered does not count for %s', async (_what, change) => {
	const { n8n } = await triggerOn('newErrors');
	Object.assign(n8n.parameters, change);
	expect((await n8n.activate()).items).toBeUndefined();
	Object.assign(n8n.parameters, { triggerOn: 'newErrors', of: 'integration' });
	expect((await n8n.activate()).items).toBeUndefined();
});

test('What is remembered outlives another grouping', async () => {
	const { n8n } = await triggerOn('newErrors');
	n8n.parameters.groupBy = 'flow';
	expect((await n8n.activate()).items).toMatchObject([{ newErrors: 3, steps: [{ newErrors: 3 }] }]);
});

test('A run that was passed over is not given later, when all runs count', async () => {
	const { n8n, account } = await triggerOn('runFinished');
	n8n.parameters.outcome = 'failed';
	account.run(0, { ms: 0, late: 0, status: 'completed', numError: 0 });
	expect((await n8n.activate()).items).toBeUndefined();
	n8n.parameters.outcome = 'any';
	expect((await n8n.activate()).items).toBeUndefined();
});
