import type { IExecuteFunctions } from 'n8n-workflow';
import type { Inputs } from '../kit/inputs';

/** Items looked at to learn whether 'Act as User' differs from item to item. */
const PROBES = 8;

/**
 * Divides input items by the user that the credential acts as for each.
 *
 * Resolving the credential costs as much as a request's share of the engine, and mostly gives the same user for all items. So a few
 * items are tried first, and one that does not exist: an expression on the item gives nothing there, or something else.
 */
export async function usersOf(context: IExecuteFunctions, inputs: Inputs): Promise<Inputs[]> {
	if (inputs.length < 2) return [inputs];
	const user = async (index: number) => {
		try {
			return (await context.getCredentials<{ actAsUser?: unknown }>('flowMateApi', index)).actAsUser;
		} catch {
			// Told again, and properly, by the first request for this item.
			return undefined;
		}
	};
	const step = Math.max(1, Math.floor(inputs.length / PROBES));
	const probed = new Set<unknown>([await user(inputs.length)]);
	for (let index = 0; index < inputs.length && probed.size === 1; index += step) probed.add(await user(index));
	if (probed.size === 1) probed.add(await user(inputs.length - 1));
	if (probed.size === 1) return [inputs];
	const groups = new Map<unknown, Inputs>();
	for (const input of inputs) {
		const name = await user(input.index);
		const group = groups.get(name) ?? [];
		group.push(input);
		groups.set(name, group);
	}
	return [...groups.values()];
}
