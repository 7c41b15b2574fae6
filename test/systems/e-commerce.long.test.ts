import { claimsHold } from './claims-suite.js';
import { eCommerce } from './claims/e-commerce.js';

claimsHold(eCommerce);
