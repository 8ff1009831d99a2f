import { entry } from '../../kit/parameter';
import { filters, instant, filterText } from '../../kit/parameters';
import type { Scope } from '../../kit/scope';
import { readId } from '../../parameters/ids';
import { rangeOf } from '../../parameters/range';
import type { ErrorFilter } from './list';

const flowJobId = entry(filters, {
	property: {
		displayName: 'Flow Job ID',
		name: 'errorFlowJobId',
		type: 'string',
		default: '',
		description: 'ID of the job of a run, to get only the errors of that run',
	},
	reader: readId,
});

const occurredAfter = entry(
	filters,
	instant({
		displayName: 'Occurred After',
		name: 'occurredAfter',
		type: 'dateTime',
		default: '',
		description: 'Date and time, e.g. 2026-11-01T08:00',
	}),
);

const occurredBefore = entry(
	filters,
	instant({
		displayName: 'Occurred Before',
		name: 'occurredBefore',
		type: 'dateTime',
		default: '',
		description: 'Date and time, e.g. 2026-11-01T08:00',
	}),
);

const source = entry(
	filters,
	filterText({
		displayName: 'Source',
		name: 'errorSource',
		type: 'string',
		default: '',
		description: 'Where the error came from, as Celigo writes it in the field source',
	}),
);

export const errorFilters = [flowJobId, occurredAfter, occurredBefore, source];

/** The filters as values to send and to compare. @throws NodeOperationError that names the parameter */
export function filterOf(scope: Scope): ErrorFilter {
	const occurred = rangeOf(scope, occurredAfter, occurredBefore);
	return {
		occurredAt_gte: occurred.from,
		occurredAt_lte: occurred.to,
		source: scope.read(source)?.trim(),
		_flowJobId: scope.read(flowJobId),
	};
}
