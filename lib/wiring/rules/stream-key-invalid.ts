import { StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { streamProblemRule } from './support-stream';

/** The controller reads a key with `strconv.Atoi`, and logs a warning where that fails. */
export const streamKeyInvalid = streamProblemRule({
  id: 'stream-key-invalid',
  severity: 'error',
  summary: 'a key of a tcp- or udp-services map that is no number',
  kind: StreamProblemKind.KEY_IS_NO_NUMBER,
  part: 'key',
  consequence: () => ', so the controller passes the entry over',
});
