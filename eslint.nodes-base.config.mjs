import parser from '@typescript-eslint/parser';
import nodesBase from 'eslint-plugin-n8n-nodes-base';

/** Rules of eslint-plugin-n8n-nodes-base that contradict n8n's own @n8n/eslint-plugin-community-nodes; n8n's configuration turns the same five off. */
const contradicted = {
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
};

const group = (files, name, languageOptions) => ({
	files,
	languageOptions: { parser, ...languageOptions },
	plugins: { 'n8n-nodes-base': nodesBase },
	rules: { ...nodesBase.configs[name].rules, ...contradicted },
});

export default [
	group(['package.json'], 'community', { parserOptions: { extraFileExtensions: ['.json'] } }),
	group(['credentials/**/*.ts'], 'credentials'),
	group(['nodes/**/*.ts'], 'nodes'),
];
