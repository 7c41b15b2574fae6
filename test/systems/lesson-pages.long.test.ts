import { claimsHold } from './claims-suite.js';
import { lessonClaims } from './claims/lessons.js';

claimsHold(lessonClaims);
