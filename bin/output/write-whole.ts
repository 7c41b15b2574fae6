export { reason, writeWhole } from '../../src/node/write-whole.js';
