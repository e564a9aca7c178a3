import { StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { streamProblemRule } from './support-stream';

/** The controller checks no range; `nginx -t` then fails, at each change of whatever part of the configuration. */
export const streamKeyOutOfRange = streamProblemRule({
  id: 'stream-key-out-of-range',
  severity: 'error',
  summary: 'a key of a tcp- or udp-services map outside of 1 to 65535, which stops the whole of nginx',
  kind: StreamProblemKind.KEY_OUT_OF_RANGE,
  part: 'key',
  consequence: () => ', and nginx takes no configuration any more, HTTP included, until the entry is gone',
});
