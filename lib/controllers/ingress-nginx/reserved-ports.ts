import { isPort, Protocol } from '../../model/port';
import { ReservedPort } from '../../model/reserved-port';
import { flagValue } from './controller-args';

/** A port that something else in the controller's Pod, or on its Service, has. */
export interface OwnPort extends ReservedPort {
  /** Whether the controller knows, and passes an entry with this port over. Else nginx cannot bind it, and takes no change any more. */
  readonly checked: boolean;
}

/** Ports that the controller refuses in its maps, for TCP and UDP alike, and the flag that sets each. Same in 1.3.1 and 1.15.1. */
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

/** Flags whose value is a port. */
export const PORT_FLAGS: readonly string[] = MOVABLE.map(([flag]) => flag);

const SYSLOG_OF_CHROOT = 11514;

/** Ports that the controller started with these arguments listens on itself. */
export function reservedPorts(args: readonly string[], image = ''): OwnPort[] {
  const reserved: OwnPort[] = MOVABLE.map(([flag, port, use]) => ({
    port: portOf(flagValue(args, flag)) ?? port,
    by: `ingress-nginx itself for ${use} (${flag})`,
    checked: true,
  }));
  const webhook = portOf(flagValue(args, '--validating-webhook')?.split(':').pop());
  if (webhook !== undefined) {
    reserved.push({
      port: webhook,
      protocol: Protocol.TCP,
      by: 'the admission webhook of ingress-nginx (--validating-webhook)',
      checked: false,
    });
  }
  if (image.includes('chroot')) {
    const address = flagValue(args, '--internal-logger-address')?.split(':').pop();
    reserved.push({
      port: portOf(address) ?? SYSLOG_OF_CHROOT,
      protocol: Protocol.UDP,
      by: 'the logger of the chroot image of ingress-nginx (--internal-logger-address)',
      checked: false,
    });
  }
  return reserved;
}

/** HTTP and HTTPS as ports of the controller's Service: taken there even where a flag moves nginx itself elsewhere. */
export const HTTP_OF_SERVICE: readonly OwnPort[] = [
  { port: 80, protocol: Protocol.TCP, by: "HTTP on the controller's Service", checked: true },
  { port: 443, protocol: Protocol.TCP, by: "HTTPS on the controller's Service", checked: true },
];

function portOf(text: string | undefined): number | undefined {
  const port = text === undefined || text === '' ? NaN : Number(text);
  return isPort(port) ? port : undefined;
}
