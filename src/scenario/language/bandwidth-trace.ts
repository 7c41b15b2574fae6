import { defineGroup } from './field.js';

export const bandwidthTraceGroup = defineGroup({
  what: 'a bandwidth from a trace',
  fields: {
    file: { type: { of: 'text' }, required: true, summary: 'A CSV file, relative to this one.', example: 'mobile.csv' },
    time: { type: { of: 'text' }, required: true, summary: 'The column with the second at which a bandwidth begins.', example: 't_s' },
    bandwidth: {
      type: { of: 'text' },
      required: true,
      summary:
        'The column with the bandwidth in bytes per second, up to the next row; the last row lasts as long as the one before it, then the trace begins again.',
      example: 'bandwidth_bytes_per_s',
    },
  },
  later: {},
});
