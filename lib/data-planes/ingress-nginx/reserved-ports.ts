import { LOWEST_PORT, Protocol } from '../../model/port';
import { ReservedPort } from '../data-plane';
import { flagValue } from './controller-args';

/** Ports that the controller refuses in its maps, for TCP and UDP alike, and the flag that moves each. Same in 1.3.1 and 1.15.1. */
const MOVABLE: readonly (readonly [flag: string, port: number, use: string])[] = [
  ['--http-port', 80, 'HTTP'],
  ['--https-port', 443, 'HTTPS'],
  ['--ssl-passthrough-proxy-port', 442, 'its TLS passthrough proxy'],
  ['--healthz-port', 10254, 'its health check and metrics'],
  ['--default-server-port', 8181, 'its default server'],
  ['--profiler-port', 10245, 'its profiler'],
  ['--status-port', 10246, 'its status page'],
  ['--stream-port', 10247, 'its stream configuration'],
];

const SYSLOG_OF_CHROOT = 11514;

/** Ports that the controller started with these arguments listens on itself. */
export function reservedPorts(args: readonly string[], image = ''): ReservedPort[] {
  const reserved: ReservedPort[] = MOVABLE.map(([flag, port, use]) => ({
    port: portOf(flagValue(args, flag)) ?? port,
    by: `ingress-nginx itself for ${use} (${flag} moves it)`,
  }));
  // Not in the controller's own list: it would open the listener, fail to bind, and from then on take no change at all.
  const webhook = portOf(flagValue(args, '--validating-webhook')?.split(':').pop());
  if (webhook !== undefined) {
    reserved.push({ port: webhook, protocol: Protocol.TCP, by: `the admission webhook of ingress-nginx (--validating-webhook moves it)` });
  }
  if (image.includes('chroot')) {
    const address = flagValue(args, '--internal-logger-address')?.split(':').pop();
    reserved.push({
      port: portOf(address) ?? SYSLOG_OF_CHROOT,
      protocol: Protocol.UDP,
      by: 'the logger of the chroot image of ingress-nginx (--internal-logger-address moves it)',
    });
  }
  return reserved;
}

function portOf(text: string | undefined): number | undefined {
  const port = text === undefined || text === '' ? NaN : Number(text);
  return Number.isInteger(port) && port >= LOWEST_PORT ? port : undefined;
}
