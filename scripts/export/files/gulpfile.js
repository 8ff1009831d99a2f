const { src, dest, parallel } = require('gulp');

/** Files that tsc does not emit: icons, codex files, output schemas. `encoding: false` keeps PNG bytes as they are. */
const copy = (glob, target) => () => src(glob, { encoding: false }).pipe(dest(target));

exports.default = parallel(
	copy('nodes/**/*.{svg,png}', 'dist/nodes'),
	copy('nodes/**/*.node.json', 'dist/nodes'),
	copy('nodes/**/__schema__/**/*.json', 'dist/nodes'),
);
