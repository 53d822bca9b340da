"""What pyspf and dkimpy do a second, on one core, over the inputs of our own suites, the DNS answered from memory.

Usage: python3 bench/peers/python.py CORPORA-FOLDER; one line a figure: name, tab, rate. A peer that is not installed is named as such.
"""
import json
import os
import statistics
import sys
import time

corpora = sys.argv[1]


def suite(name):
    with open(os.path.join(corpora, 'auth', name), encoding='utf-8') as file:
        return json.load(file)['scenarios']


def measure(name, count, work):
    def run(seconds):
        start, passes = time.perf_counter(), 0
        while True:
            work()
            passes += 1
            if time.perf_counter() - start >= seconds:
                return passes * count / (time.perf_counter() - start)

    run(0.5)
    print(f'{name}\t{statistics.median(run(1) for _ in range(5)):.0f}', flush=True)


def nodes(zone):
    return {name.lower().rstrip('.'): records for name, records in zone.items()}


def measure_spf():
    import spf

    current = {}

    def answer(name, qtype, strict=True, timeout=20):
        for record in current.get(name.lower().rstrip('.'), ()):
            if 'error' in record and record['type'] in ('*', qtype):
                raise spf.TempError('DNS timeout')
            if record['type'] != qtype or 'error' in record:
                continue
            value = record['value']
            if qtype == 'TXT':
                value = tuple(part.encode() for part in ([value] if isinstance(value, str) else value))
            elif qtype == 'MX':
                value = (record['preference'], value)
            yield (name, qtype), value

    spf.DNSLookup = lambda *arguments: list(answer(*arguments))
    work = []
    for name in ('spf-rfc7208.json', 'spf-pyspf.json', 'spf-mailauth.json'):
        for scenario in suite(name):
            work += [(nodes(scenario['zone']), test) for test in scenario['tests'].values()]

    def evaluate():
        nonlocal current
        for zone, test in work:
            current.clear()
            current.update(zone)
            try:
                spf.check2(i=test['host'], s=test['mailfrom'], h=test['helo'])
            except (UnicodeError, ValueError):
                pass  # a few of the hostile records of the suites are too much for it

    measure('spf: pyspf', len(work), evaluate)


def measure_arc():
    import logging

    import dkim

    logger = logging.getLogger('peer')
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    work = []
    for scenario in suite('arc-validation.json'):
        keys = {name: ''.join(record['value']).encode() for name, records in nodes(scenario['zone']).items() for record in records if record['type'] == 'TXT'}

        def find(name, timeout=5, keys=keys):
            return keys.get(name.decode().lower().rstrip('.'))

        work += [(test['message'].encode(), find) for test in scenario['tests'].values() if test['result'][0] == 'pass']

    def validate():
        for message, find in work:
            try:
                dkim.arc_verify(message, logger=logger, dnsfunc=find)
            except (dkim.DKIMException, AttributeError, UnicodeError, ValueError):
                pass  # dkimpy ends some broken chains with an exception

    measure('arc: dkimpy', len(work), validate)


for module, package, work in (('spf', 'python3-spf', measure_spf), ('dkim', 'python3-dkim', measure_arc)):
    try:
        __import__(module)
    except ImportError:
        print(f'# {package} is not installed', file=sys.stderr)
    else:
        work()
