import { refusedAt } from '../../model/refusal';
import { DataPlane } from '../data-plane';
import { ExistingIngressNginx, ExistingIngressNginxProps } from './existing';
import { IngressNginxManifestProps, PatchedIngressNginx } from './from-manifest';
import { InstalledIngressNginx } from './install';
import { IngressNginxInstallProps } from './install-props';

/**
 * ingress-nginx with its maps `tcp-services` and `udp-services`: the data plane of the articles. Three ways in.
 *
 * It forwards TCP and UDP to Services of every namespace, reads and sends the PROXY header on TCP, and shares 5 MiB among all
 * backends. It is retired: 1.15.1 of March 2026 is its last version, and nothing in it is mended any more.
 */
export class IngressNginx {
  /** The whole controller as objects of this program; nothing is downloaded. Throws where the version is not in the catalogue. */
  public static install(props: IngressNginxInstallProps = {}): DataPlane {
    return refusedAt(IngressNginx.install, undefined, () => new InstalledIngressNginx(props));
  }

  /**
   * An upstream `deploy.yaml`, patched. It may be of any provider and version, have a Deployment or a DaemonSet, and hold some of
   * the ports already. Throws where it cannot be read, or where controller and Service are not there exactly once.
   *
   * @param pathOrUrl path of a YAML file, or an http(s) URL, which is fetched at once
   */
  public static fromManifest(pathOrUrl: string, props: IngressNginxManifestProps = {}): DataPlane {
    return refusedAt(IngressNginx.fromManifest, undefined, () => new PatchedIngressNginx(pathOrUrl, props));
  }

  /** A controller that somebody else installed: the maps, and patches for what has to change on the controller. */
  public static existing(props: ExistingIngressNginxProps = {}): ExistingIngressNginx {
    return refusedAt(IngressNginx.existing, undefined, () => new ExistingIngressNginx(props));
  }

  private constructor() {}
}
