import { isWell, Judged } from '../judge';
import { countsOf, ProbeReporter } from './report';

/** Grows by one when a field changes its meaning or goes; new fields may come at any time. */
const FORMAT_VERSION = 1;

/** For programs. The shape is described in `docs/probe.md`. */
export const jsonReport: ProbeReporter = ({ judged, notes, version }) => {
  const { answering, withoutError, failing } = countsOf(judged);
  const report = {
    formatVersion: FORMAT_VERSION,
    tool: { name: 'multiport', version },
    summary: { ports: judged.length, answering, withoutError, failing },
    notes,
    ports: judged.map(jsonOf),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
};

function jsonOf(judged: Judged): object {
  const { probe, outcome, fault } = judged;
  const { port, protocol, address, way, by, listener, leadsTo } = probe;
  const { kind, namespace, name } = by;
  return {
    port,
    protocol,
    address: address ?? null,
    way,
    object: { kind, namespace, name },
    ...(listener === undefined ? {} : { listener }),
    leadsTo,
    result: outcome.result,
    ...(outcome.code === undefined ? {} : { code: outcome.code }),
    ok: isWell(judged),
    fault: fault ? { cause: fault.cause, message: fault.message, fix: fault.fix } : null,
  };
}
