import { StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { streamProblemRule } from './support-stream';

/** nginx keeps the endpoints under `tcp-<namespace>-<Service>-<port>`, which two namespaces can make the same. */
export const streamUpstreamCollision = streamProblemRule({
  id: 'stream-upstream-collision',
  severity: 'error',
  summary: 'two entries for different Services that nginx keeps under one key',
  kind: StreamProblemKind.UPSTREAM_COLLISION,
  part: 'value',
  consequence: () => '',
});
