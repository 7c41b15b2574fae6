import { expect, it } from 'vitest';
import { costSection } from '../../../src/report/html/sections/cost.js';
import { estimate, oneServer } from '../examples.js';

it('money of a month: round marks below, at each bar its amount, and the dearest is named with its share', () => {
  const price = (value: number) => ({ per_month: estimate(value, 0), parts: {} });
  const cost = {
    per_month: estimate(1000, 0),
    per_million_requests: null,
    hours_per_month: 730,
    components: { db: price(438), web: price(300), cache: price(262) },
  };
  const { body, figures } = costSection({ ...oneServer, cost })!;
  expect(figures[0].x.ticks.map(([, text]) => text)).toEqual(['0', '200', '400']);
  expect(figures[0].series[0].texts).toEqual(['438', '300', '262']);
  expect(body.text).toContain('db is the dearest, 44 % of it.');
});
