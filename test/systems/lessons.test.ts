import { claimsAreWhole } from './claims-suite.js';
import { videoStreaming } from './claims/video-streaming.js';

claimsAreWhole(videoStreaming);
