import { stageOf } from '../../../scripts/n8n/stage';

test.each([
	['', 'loading its program'],
	['No encryption key found - Auto-generating\nInitializing n8n process\n', 'preparing itself'],
	[
		'Initializing n8n process\nStarting migration A1\nFinished migration A1\nStarting migration B2\n',
		'setting up its database, 1 migrations done',
	],
	['Finished migration A1\nn8n Task Broker ready on 127.0.0.1, port 5679\n', 'loading its nodes'],
	['Initializing n8n process\nEditor is now accessible via:\nhttp://localhost:5678', 'ready'],
])('after %j n8n is %s', (output, stage) => {
	expect(stageOf(output)).toBe(stage);
});
