import { claimsAreWhole } from './claims-suite.js';
import { lessonClaims } from './claims/lessons.js';
import { videoStreaming } from './claims/video-streaming.js';

claimsAreWhole(videoStreaming);
claimsAreWhole(lessonClaims);
import { instantMessaging } from './claims/instant-messaging.js';
import { videoStreaming } from './claims/video-streaming.js';

claimsAreWhole(videoStreaming);
claimsAreWhole(instantMessaging);
