import { claimsHold } from './claims-suite.js';
import { socialNetwork } from './claims/social-network.js';

claimsHold(socialNetwork);
