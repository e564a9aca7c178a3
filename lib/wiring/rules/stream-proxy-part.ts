import { StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { streamProblemRule } from './support-stream';

/** `:PROXY` reads the header from the client side, a second one sends it to the backend; anything else is passed over in silence. */
export const streamProxyPart = streamProblemRule({
  id: 'stream-proxy-part',
  severity: 'warning',
  summary: 'an unknown or surplus part behind the port in a tcp-services map',
  kind: StreamProblemKind.PROXY_PARTS,
  part: 'value',
  consequence: () => '',
});
