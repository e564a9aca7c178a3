import { StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { streamProblemRule } from './support-stream';

/** A value is `<namespace>/<Service>:<port>`, and is not trimmed. */
export const streamValueInvalid = streamProblemRule({
  id: 'stream-value-invalid',
  severity: 'error',
  summary: 'a value of a tcp- or udp-services map that names no Service port',
  kind: StreamProblemKind.VALUE,
  part: 'value',
  consequence: () => ', so the controller passes the entry over',
});
