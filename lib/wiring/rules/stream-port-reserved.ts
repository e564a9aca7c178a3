import { StreamProblemEffect, StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { streamProblemRule } from './support-stream';

/** The controller refuses its own ports, and does not know those of its webhook and logger. */
export const streamPortReserved = streamProblemRule({
  id: 'stream-port-reserved',
  severity: 'error',
  summary: 'a key of a tcp- or udp-services map that the controller, or something in its Pod, listens on itself',
  kind: StreamProblemKind.PORT_TAKEN,
  part: 'key',
  consequence: (problem) =>
    problem.effect === StreamProblemEffect.SKIPPED
      ? ', so the controller passes the entry over'
      : ', so nginx cannot listen and takes no change any more',
});
