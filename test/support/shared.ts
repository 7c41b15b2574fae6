import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Data and reference numbers that are not part of the project (licences): beside the checkout, or absent. */
export const sharedFolder = fileURLToPath(new URL('../../../shared/', import.meta.url));
export const hasShared = existsSync(sharedFolder);

/** Goes into the name of a test that needs it, so that a skip says why. */
export const skipReason = hasShared ? '' : ' (skipped: ../shared is not here)';
