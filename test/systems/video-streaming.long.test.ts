import { claimsHold } from './claims-suite.js';
import { videoStreaming } from './claims/video-streaming.js';

claimsHold(videoStreaming);
