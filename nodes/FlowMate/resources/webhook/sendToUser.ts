import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { stopIfCancelled } from '../../kit/clock';
import { operation } from '../../kit/operation';
import { sentence, withCode } from '../../kit/outcome';
import { entry } from '../../kit/parameter';
import { choice, options } from '../../kit/parameters';
import { pathOf } from '../../kit/path';
import type { Item } from '../../kit/scope';
import { userLocator } from '../../parameters/user';
import { checkData, dataParameters, sendEmpty } from './data';
import { requestId, wrapInData } from './options';
import { sendData } from './sendData';
import { signatureOptions } from './signature';
import { flowsOf, isNarrowed, whichFlowsEntries } from './whichFlows';

const whenNoFlow = entry(
	options,
	choice({
		displayName: 'When No Flow Is Active',
		name: 'whenNoFlow',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'The item fails' },
			{ name: 'Pass Over', value: 'passOver', description: 'Nothing is returned for the item' },
			{ name: 'Tell', value: 'tell', description: 'An item says that nothing was sent' },
		],
		default: 'tell',
		description: 'What to do where the user has no active flow that takes data',
	}),
);

/**
 * GET /flows of the user, then POST /webhooks/{flowId} to each active one without a schedule: FlowMate's guide as one operation. Users
 * and flows are looked up once per run, however many items name them.
 */
export const sendToUser = operation({
	name: "Send Data to User's Flows",
	value: 'sendToUser',
	action: "Send data to user's flows",
	description: 'Send data to the webhooks of all active flows of one of your customers',
	method: 'POST',
	path: ['users', userLocator, 'flows'],
	permission: 'webhooks.execute',
	uses: [...whichFlowsEntries, ...dataParameters, sendEmpty, whenNoFlow, wrapInData, requestId, ...signatureOptions],
	each: true,
	async run(item, [user]) {
		checkData(item);
		const flows = await flowsOf(item, user);
		if (flows.length === 0) return await nothingSent(item, user);
		const outcomes = await Promise.all(flows.map(async (flow) => await sendTo(item, user, flow)));
		const failures = outcomes.filter(isFailure);
		if (failures.length > 0 && !item.goesOn && !item.isTool) throw failureOf(item, user, failures, outcomes.length);
		return outcomes.map((outcome) => jsonOf(item, outcome));
	},
});

/** Names come before IDs, as people read a table. */
interface Sent {
	name: string;
	flow: string;
	user: string;
}

type Outcome = (Sent & IDataObject) | Failure;

interface Failure extends Sent {
	error: { code: number; message: string };
}

const isFailure = (outcome: Outcome): outcome is Failure => 'error' in outcome;

/** One outcome per flow: what went wrong with one must not keep the others from being told. */
async function sendTo(item: Item, user: string, flow: IDataObject): Promise<Outcome> {
	const about = { name: String(flow.name ?? flow.id), flow: String(flow.id), user };
	try {
		const answer = await sendData(item, about.flow, async () => await Promise.resolve(flow), flow);
		return { ...about, ...answer };
	} catch (error) {
		stopIfCancelled(item.signal);
		const { message, description, httpCode } = error as NodeApiError;
		const text = [message, description].filter(Boolean).join('. ');
		return { ...about, error: { code: Number(httpCode) || 0, message: text } };
	}
}

async function nothingSent(item: Item, user: string): Promise<IDataObject[]> {
	if (await isUnknown(item, user))
		throw item.badInput(
			`There is no user '${user}'`,
			"Check 'User': FlowMate's own ID of the user, or choose 'By Name'",
		);
	const which = isNarrowed(item) ? " and fits 'Which Flows'" : '';
	const message = `The user '${user}' has no active flow that takes data${which}`;
	switch (item.read(whenNoFlow) ?? 'tell') {
		case 'tell':
			return [{ name: null, flow: null, user, message }];
		case 'passOver':
			return [];
		case 'fail':
			throw item.badInput(message, "Start a flow of this user, or change 'When No Flow Is Active' under 'Options'");
	}
}

/** Whether there is no such user. Whoever was named was looked up; an ID nobody has seen yet. */
async function isUnknown(item: Item, user: string): Promise<boolean> {
	if (item.peek(userLocator) === undefined) return false;
	const subject = { what: `user '${user}'`, permission: 'tenant.account.read', repeatable: true };
	const look = async () => await item.fetchOne({ method: 'GET', path: pathOf('users', user), subject });
	return await item.door.once(`whether there is user ${user}`, async () => {
		const code = await look().then(
			() => '200',
			({ httpCode }: NodeApiError) => httpCode,
		);
		stopIfCancelled(item.signal);
		return code === '404';
	});
}

function failureOf(item: Item, user: string, failures: Failure[], all: number): NodeApiError {
	const names = failures.map(({ flow, name }) => `'${name}' (${flow})`).join(', ');
	const number = failures.length;
	const which = number < all ? `${number} of ${all} flows` : all === 1 ? 'The only flow' : `All ${all} flows`;
	const message = `${which} of user '${user}' did not get the data: ${names}`;
	const others = number < all ? [`Do not send to the other ${all - number === 1 ? 'one' : 'flows'} again.`] : [];
	const advice =
		"Set 'On Error' in the node's settings to continue, and an item for each flow tells what became of it.";
	const description = [sentence(failures[0].error.message), ...others, advice].join(' ');
	const httpCode = String(failures[0].error.code || '');
	return new NodeApiError(item.node, { message }, { message, description, httpCode });
}

/** Every n8n sends an item to the error output if it has no other keys than these. */
function jsonOf(item: Item, outcome: Outcome): IDataObject {
	if (!isFailure(outcome) || item.node.onError !== 'continueErrorOutput') return { ...outcome };
	const { user, flow, name, error } = outcome;
	return { error: error.message, message: withCode(`'${name}' of user '${user}': ${flow}`, error.code) };
}
