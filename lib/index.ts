export type { Backend, BackendPort, BackendService, IBackend, ServiceReference } from './model/backend';
export type { Exposure, ProxyProtocol, WeightedBackend } from './model/exposure';
export { Protocol } from './model/port';

export { LabeledStatefulService, type LabeledStatefulServiceProps } from './workload/labeled-stateful-service';
export type { LabeledStatefulServiceOverrides } from './workload/overrides';
export type { PodSettings } from './workload/pod-settings';
export type { LabeledPort } from './workload/service-ports';
export { ServiceType } from './workload/service-type';

export {
  TcpMultiPortGateway,
  type ExposeOptions,
  type ExposeRangeOptions,
  type ExposeTlsOptions,
  type ExposeWeightedOptions,
  type TcpMultiPortGatewayProps,
} from './gateway/tcp-multi-port-gateway';
export type { BackendSource } from './gateway/backends';
export type { WeightedBackendSource } from './gateway/exposure-request';

export type { ReservedPort } from './model/reserved-port';
export {
  DataPlane,
  type Capability,
  type IExposureTable,
  type MapReference,
  type ObjectName,
  type Outside,
  type Remedies,
  type ServiceName,
} from './data-planes/data-plane';
export { IngressNginx } from './data-planes/ingress-nginx/ingress-nginx';
export { ExistingIngressNginx, type ExistingIngressNginxProps } from './data-planes/ingress-nginx/existing';
export type { IngressNginxManifestProps } from './data-planes/ingress-nginx/from-manifest';
export type { IngressNginxInstallProps } from './data-planes/ingress-nginx/install-props';
export { Traefik } from './data-planes/traefik/traefik';
export { ExistingTraefik } from './data-planes/traefik/existing';
export type { ExistingTraefikEntryPoint, ExistingTraefikProps } from './data-planes/traefik/existing-props';
export type { TraefikInstallProps } from './data-planes/traefik/install-props';
export type { PatchFile } from './data-planes/patch-files';
export type { ControllerServiceOptions } from './data-planes/service-options';

export { GatewayImplementation } from './controllers/gateway-api/implementations';
export { GatewayApi } from './data-planes/gateway-api/gateway-api';
export type {
  GatewayAddress,
  GatewayApiAttachProps,
  GatewayApiProps,
  GatewayImplementationProps,
  GatewayReference,
} from './data-planes/gateway-api/props';

export { SharedIp } from './data-planes/shared-ip/shared-ip';
export type {
  AzureSharedIpProps,
  CiliumSharedIpProps,
  KubeVipSharedIpProps,
  MetalLbSharedIpProps,
  SharedIpAddressProps,
  SharedIpNodePortProps,
  SharedIpServiceProps,
} from './data-planes/shared-ip/shared-ip-props';

export { TlsSecret, type TlsSecretProps } from './tls/tls-secret';

export { WiringCheck } from './verification/wiring-check';
export { WiringValidation, type WiringValidationProps } from './verification/validation-plugin';
