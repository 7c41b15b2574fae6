"""The benchmark's models in SimPy, the way its manual writes them: a process a job, which requests a resource and times out.

    python3 bench/peers/simpy.py mm1|mm16|jackson CUSTOMERS [SEED]

Prints one line of JSON like bench/limit/limit.ts. The same models as bench/peers/models.ts: (servers, mean service in s, chances of going on).
"""

import json
import os
import random
import sys
import time

# Python looks in this file's own folder first, and this file is called like the library.
here = os.path.dirname(os.path.abspath(__file__))
sys.path = [folder for folder in sys.path if os.path.abspath(folder) != here]

import simpy

MODELS = {
    "mm1": (0.9, [(1, 1.0, [])]),
    "mm16": (14.4, [(16, 1.0, [])]),
    "jackson": (
        1.0,
        [
            (1, 0.8 * 0.83, [0, 0.5, 0.5]),
            (1, 0.7 * 0.83 / 0.5, [0, 0, 0, 1]),
            (1, 0.6 * 0.83 / 0.5, [0, 0, 0, 0.7, 0.3]),
            (1, 0.8 * 0.83 / 0.85, [0.2, 0, 0, 0, 0.6]),
            (1, 0.75 * 0.83 / 0.66, []),
        ],
    ),
}

workload = sys.argv[1]
customers = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
random.seed(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
rate, stations = MODELS[workload]
visits = 0
sojourns = 0.0


def source(env, resources):
    for _ in range(customers):
        yield env.timeout(random.expovariate(rate))
        env.process(job(env, resources))


def job(env, resources):
    global visits, sojourns
    since = env.now
    station = 0
    while station is not None:
        _, service, onward = stations[station]
        visits += 1
        with resources[station].request() as request:
            yield request
            yield env.timeout(random.expovariate(1 / service))
        station = station_after(onward)
    sojourns += env.now - since


def station_after(onward):
    if not onward:
        return None
    uniform = random.random()
    total = 0
    for station, chance in enumerate(onward):
        total += chance
        if uniform < total:
            return station
    return None


start, start_cpu = time.perf_counter(), time.process_time()
env = simpy.Environment()
env.process(source(env, [simpy.Resource(env, servers) for servers, _, _ in stations]))
env.run()
wall, cpu = time.perf_counter() - start, time.process_time() - start_cpu
print(json.dumps({"program": "simpy", "workload": workload, "customers": customers, "events": 2 * visits, "wall": wall, "cpu": cpu, "check": sojourns / customers}))
