import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeOperationError,
} from 'n8n-workflow';
import { severalValues } from './alike';
import { itemsIn } from './contexts';
import { isExpression, partOf } from './empty';
import { errorItem, forItem, inputError } from './errors';
import type { Inputs } from './inputs';
import type { Entry, Parameter } from './parameter';
import type { Item } from './scope';
import type { Service } from './service';

/** Input items of an operation over many, divided by the user that their requests are made as. */
export interface Acting {
	groups: Array<{ item: Item; inputs: Inputs }>;
	/** Items that name no user although they should, or give a parameter several values, where the node goes on. */
	refused: INodeExecutionData[];
}

/**
 * Divides input items by the user that each acts as. Costs one evaluation per item, and only where the option is an expression.
 *
 * @param parameters that are read once for all items of a user
 * @throws NodeOperationError, before anything is sent, when an item names no user or gives a parameter another value, unless the node
 * goes on
 */
export async function divided(
	service: Service,
	context: IExecuteFunctions,
	inputs: Inputs,
	parameters: ReadonlyArray<Parameter | Entry> = [],
): Promise<Acting> {
	const itemAt = itemsIn(service, context, await commonCredential(service, context, inputs, someItems));
	const { actsAs } = service;
	const together = !actsAs || !isSetPerItem(context, actsAs);
	const groups = new Map<string | undefined, Acting['groups'][number]>();
	const refused: INodeExecutionData[] = [];
	for (const part of together ? [inputs] : inputs.map((input) => [input])) {
		const item = itemAt(part[0].index);
		try {
			const user = actsAs && item.read(actsAs);
			const group = groups.get(user) ?? { item, inputs: [] };
			for (const input of part) group.inputs.push(input);
			groups.set(user, group);
		} catch (error) {
			const named = forItem(item.node, error, item.index);
			if (!item.goesOn) throw named;
			for (const { index } of part) refused.push(errorItem(named, index));
		}
	}
	for (const [user, { item, inputs: part }] of groups) {
		const error = severalValues(context, parameters, part);
		if (!error) continue;
		if (!item.goesOn) throw error;
		for (const { index } of part) refused.push(errorItem(error, index));
		groups.delete(user);
	}
	return { groups: [...groups.values()], refused };
}

/** Whether an expression says who acts, so that it can be somebody else for each item. */
function isSetPerItem(context: IExecuteFunctions, { collection, property }: NonNullable<Service['actsAs']>): boolean {
	return isExpression(partOf(context.getNode().parameters, collection.property.name, property.name));
}

/** Items whose credentials are compared with the first one's: by their positions, and how many there are. */
type Compared = (position: number, count: number) => boolean;

export const everyItem: Compared = (position) => position > 0;

/** To read one costs half a millisecond. The second one tells of items that come round in turn. */
const someItems: Compared = (position, count) =>
	position > 0 && (position === 1 || position % 100 === 0 || position === count - 1);

/**
 * The credential of all input items. It says who the account is, so it has to be the same for all; a node cannot see whether one of
 * its fields is an expression.
 *
 * @throws NodeOperationError that names an item whose credential differs
 */
export async function commonCredential(
	service: Service,
	context: IExecuteFunctions,
	inputs: Inputs,
	isCompared: Compared,
): Promise<ICredentialDataDecryptedObject> {
	const [first] = inputs;
	const credential = await context.getCredentials(service.credential, first.index);
	const wanted = fingerprintOf(service, credential);
	for (const { index } of inputs.filter((_, position) => isCompared(position, inputs.length))) {
		const other = await context.getCredentials(service.credential, index);
		if (fingerprintOf(service, other) !== wanted) throw differing(service, context, index);
	}
	return credential;
}

/** All fields but the session, which another execution may have renewed meanwhile. */
const fingerprintOf = ({ sessionField = '' }: Service, credential: ICredentialDataDecryptedObject) =>
	JSON.stringify({ ...credential, [sessionField]: undefined });

const ONE_BY_ONE = "For several accounts give the node one item at a time, with 'Loop Over Items'.";

function differing({ name, actsAs }: Service, context: IExecuteFunctions, index: number): NodeOperationError {
	const option = actsAs && `'${actsAs.property.displayName}' under '${actsAs.collection.property.displayName}'`;
	return inputError(
		context.getNode(),
		`The ${name} credential is another one for item ${index} than for the first`,
		option
			? `Enter the account in the credential without expressions on items, and use ${option} for requests as several users. ${ONE_BY_ONE}`
			: `Enter the account in the credential without expressions on items. ${ONE_BY_ONE}`,
	);
}
