import type { Probe } from '../../model/hypothesis.ts';
import type { TellKind } from '../../tells/tell.ts';

/** A check for each kind of failure, for where no signature brings its own. */
export const probesByKind: Readonly<Record<Exclude<TellKind, 'trailer'>, Probe>> = {
  crash: {
    title: 'Read the whole report around the first crash',
    command: 'journalctl -k -b -1 | grep -nE -A40 "BUG:|panic|Oops|segfault"',
    confirms: 'The same function stands on top of the first report of every crash.',
    refutes: 'An earlier report, with another function, comes before it.',
  },
  exception: {
    title: 'Look for the same exception before the incident',
    confirms: 'It first appears with the incident.',
    refutes: 'It comes at the same rate in a healthy period.',
  },
  compile: {
    title: 'Build only the file that is named',
    confirms: 'It fails alone with the same message.',
    refutes: 'It builds alone: an earlier step or a generated file is at fault.',
  },
  test: {
    title: 'Run only the failing test, several times',
    confirms: 'It fails every time with the same message.',
    refutes: 'It passes alone or now and then: order, time or load is at fault.',
  },
  dependency: {
    title: 'Ask the package source for exactly the name and version that is asked for',
    confirms: 'The name or version is not there.',
    refutes: 'It is there: the network, a mirror or a cache is at fault.',
  },
  resource: {
    title: 'Look at the resource on the machine at that time',
    command: 'df -h; free -m; ulimit -a; dmesg | tail -50',
    confirms: 'It is exhausted or at its limit.',
    refutes: 'There is room: a limit of the process or container is hit instead.',
  },
  network: {
    title: 'Reach the named host and port from the same place',
    command: 'getent hosts HOST; nc -vz HOST PORT',
    confirms: 'It does not resolve, is refused or does not answer.',
    refutes: 'It answers: look at load, pools and timeouts of the caller.',
  },
  permission: {
    title: 'Try the same access as the same user',
    confirms: 'It is denied in the same way.',
    refutes: 'It is allowed: the identity or token at run time is another one.',
  },
  data: {
    title: 'Check the named input or configuration by itself',
    confirms: 'It is refused in the same way.',
    refutes: 'It is accepted: another version of it is read at run time.',
  },
  slow: {
    title: 'Measure the slow operation by itself',
    confirms: 'It is as slow when nothing else runs.',
    refutes: 'It is fast alone: it waits for a lock, a pool or another service.',
  },
  failure: {
    title: 'Read what the same component wrote just before',
    confirms: 'Nothing of it failed earlier.',
    refutes: 'An earlier failure explains this one.',
  },
};
