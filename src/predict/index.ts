export { classify, type GroupFindings } from './classify.js';
export type { Forecast, Grounds, Unknown } from './forecast.js';
export { offeredLoad, offeredByComponent, type Offered } from './offered-load.js';
export { allVisits } from './visits.js';
export { outlookOf, type ComponentOutlook, type Knee, type Outlook, type Sensitivity } from './outlook.js';
