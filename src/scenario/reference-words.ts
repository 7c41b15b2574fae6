/** Trending items: the model, and what it leaves out. */
export const trendingWords =
  'Shot noise (Traverso, Ahmed, Garetto, Giaccone, Leonardi & Niccolini 2013): items are born at Poisson instants, at the rate `items` / mean life, and each attracts its volume within its life. ' +
  'A request picks an item in proportion to the rates at which those alive attract requests then. The population is in its long-run state from the start. ' +
  'All who draw the key see the same items. The life does not depend on the volume, and an item that is gone does not come back.';

/** What faults are made of, and what needs none. */
export const faultWords =
  'Name → what goes wrong. A fault has exactly one of `at` and `every`, and exactly one of `crash`, `freeze`, `slow`, `errors`, `full`, `flush`, `cut` and `spike`. A scenario with faults is a finite study, from the start on; ' +
  'where all of them come again and again (`every`), `study: long-run` may be asked for. At an equal instant faults come after ends of work and time-outs, before arrivals. Several may strike at once: a component is up ' +
  'when none has it down, and factors multiply. Servers that are down count as servers in the utilisation. What a lost job had called goes on elsewhere, for nobody. ' +
  'The loss of a zone is a crash of all instances of one name (`crash: [web, store]`, `instances: [eu]`); a crash of `BROKER.groups.NAME` loses the consumers of a group, and what they had in hand comes again after `redeliver.after`. A spike whose shape matters is a load with ramps: [`spike`](#spike) of the arrivals. ' +
  'A scheduled job needs no fault: a workload with `arrivals: { every: 24h }`, or `{ at: [2h] }` with `batch`, comes by the clock and takes servers, a lock or a link from everybody else for as long as it works. ' +
  'Workers that are lost at work are fields of the transcoder itself (`lost`, `lostAfter`): there each piece is lost by itself, and no instance is down.';
