import { varied } from '../kit/parameter';
import { locator } from '../service';
import { searchOf } from './search';

/** A connection as a column of the parameter that maps one to another. */
export const connectionLocator = (displayName: string, description: string) =>
	varied(
		locator({
			displayName,
			name: 'connection',
			noun: 'connection',
			search: 'searchConnections',
			urlWords: ['connections'],
			urlExample: 'https://integrator.io/connections/edit/connections/5f3c1e2a9b8d7c6e5f4a3b2c',
			description,
		}),
		{ required: undefined },
	);

/** A connection itself. */
export const connectionRecord = varied(
	connectionLocator('Connection', 'A connection to a system that flows read from or write to'),
	{
		required: true,
	},
);

export const searchConnections = searchOf('connections');
