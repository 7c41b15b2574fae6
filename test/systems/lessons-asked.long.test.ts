import { claimsCanBeAsked } from './claims-suite.js';
import { instantMessaging } from './claims/instant-messaging.js';
import { eCommerce } from './claims/e-commerce.js';
import { lessonClaims } from './claims/lessons.js';
import { socialNetwork } from './claims/social-network.js';
import { videoStreaming } from './claims/video-streaming.js';

claimsCanBeAsked(videoStreaming);
claimsCanBeAsked(lessonClaims);
claimsCanBeAsked(instantMessaging);
claimsCanBeAsked(eCommerce);
claimsCanBeAsked(socialNetwork);
