import { claimsHold } from './claims-suite.js';
import { instantMessaging } from './claims/instant-messaging.js';

claimsHold(instantMessaging);
