export { default } from '../../eslint.nodes-base.config.mjs';
