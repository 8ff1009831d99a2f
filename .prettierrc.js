module.exports = {
	useTabs: true,
	singleQuote: true,
	trailingComma: 'all',
	printWidth: 110,
	overrides: [
		{
			files: ['nodes/**', 'credentials/**', 'packages/*/{nodes,credentials}/**'],
			options: { printWidth: 120 },
		},
	],
};
