import { refusedAt } from '../../model/refusal';
import { DataPlane } from '../data-plane';
import { ExistingTraefik } from './existing';
import { ExistingTraefikProps } from './existing-props';
import { InstalledTraefik } from './install';
import { TraefikInstallProps } from './install-props';

/**
 * Traefik 3 with its own kinds: IngressRouteTCP and IngressRouteUDP. Two ways in.
 *
 * It forwards TCP and UDP to Services of every namespace, tells TLS connections apart by host name, divides connections by weight, and reads
 * and sends the PROXY header on TCP. Its kinds have to be in the cluster:
 * `kubectl apply --server-side -f https://raw.githubusercontent.com/traefik/traefik/v3.7.9/docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml`.
 *
 * A port is an entryPoint, which Traefik opens when it starts: another port means other Pods, and ends the connections through the old ones
 * after `graceSeconds`.
 */
export class Traefik {
  /** The whole of Traefik as objects of this program; nothing is downloaded. Throws where an option is wrong. */
  public static install(props: TraefikInstallProps = {}): DataPlane {
    return refusedAt(Traefik.install, undefined, () => new InstalledTraefik(props));
  }

  /** A Traefik that somebody else installed: the routes, and what it has to be started with, as arguments, Helm values and patches. */
  public static existing(props: ExistingTraefikProps = {}): ExistingTraefik {
    return refusedAt(Traefik.existing, undefined, () => new ExistingTraefik(props));
  }

  private constructor() {}
}
