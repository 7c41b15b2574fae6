import { defineGroup } from './field.js';

/** What a component costs: money, in whatever currency, all prices in the same. */
export const costGroup = defineGroup({
  what: 'a cost',
  fields: {
    instanceHour: {
      type: { of: 'number', min: 0 },
      summary:
        'Money for each hour that an instance is there, used or not; with `scale` those that boot, serve and drain. What is down or frozen is there, too.',
      example: '0.34',
    },
    serverHour: {
      type: { of: 'number', min: 0 },
      summary:
        'Money for each hour that a server is there, used or not; of a schedule those that are on shift, of serverless execution the environments (starting, at work or idle).',
      example: '0.11',
    },
    gigabyteOut: {
      type: { of: 'number', min: 0 },
      summary:
        'Money for each gigabyte (1e9 bytes) that it sends: of a link what it carries, what is sent again included; of a cache with `size` the items that it answers with, from its own copy or fetched.',
      example: '0.085',
    },
    gigabyteMonth: {
      type: { of: 'number', min: 0 },
      summary: 'Money for each gigabyte (1e9 bytes) of room that it has for a month of 730 hours, full or not: the `capacity` of a cache in bytes.',
      example: '0.08',
    },
  },
  later: {},
});
