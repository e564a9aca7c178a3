import { StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { streamProblemRule } from './support-stream';

/** The controller reads PROXY for TCP only. */
export const streamProxyUdp = streamProblemRule({
  id: 'stream-proxy-udp',
  severity: 'warning',
  summary: 'PROXY in a udp-services map',
  kind: StreamProblemKind.PROXY_ON_UDP,
  part: 'value',
  consequence: () => '',
});
