import { Rule } from '../rule';
import { azureRules } from './azure-rules';
import { containerPortClash } from './container-port-clash';
import { containerPortNameTwice } from './container-port-name-twice';
import { controllerEndOfLife } from './controller-end-of-life';
import { controllerFlagTwice } from './controller-flag-twice';
import { controllerNotWatching } from './controller-not-watching';
import { controllerPortNotListening } from './controller-port-not-listening';
import { controllerServicePortMissing } from './controller-service-port-missing';
import { gatewayTooManyListeners } from './gateway-too-many-listeners';
import { hostPortClash } from './host-port-clash';
import { hostPortContended } from './host-port-contended';
import { hostPortMismatch } from './host-port-mismatch';
import { lastAppliedTooLarge } from './last-applied-too-large';
import { listenerConflict } from './listener-conflict';
import { listenerInvalid } from './listener-invalid';
import { listenerPortMoved } from './listener-port-moved';
import { listenerPortReserved } from './listener-port-reserved';
import { listenerSetNotAllowed } from './listener-set-not-allowed';
import { listenerSetParentMissing } from './listener-set-parent-missing';
import { mixedProtocolLoadBalancer } from './mixed-protocol-load-balancer';
import { networkPolicyBlocks } from './network-policy-blocks';
import { nlbListeners } from './nlb-listeners';
import { nodePortRange } from './node-port-range';
import { nodePortTaken } from './node-port-taken';
import { nodePortsExhausted } from './node-ports-exhausted';
import { objectDuplicate } from './object-duplicate';
import { objectInTwoFiles } from './object-in-two-files';
import { portOutOfRange } from './port-out-of-range';
import { portProtocolUnknown } from './port-protocol-unknown';
import { proxyProtocolMaybeNotRead } from './proxy-protocol-maybe-not-read';
import { proxyProtocolNotRead } from './proxy-protocol-not-read';
import { routeBackendExternalName } from './route-backend-external-name';
import { routeBackendMissing } from './route-backend-missing';
import { routeBackendPortMissing } from './route-backend-port-missing';
import { routeGrantMissing } from './route-grant-missing';
import { routeHostnameMismatch } from './route-hostname-mismatch';
import { routeHostnameShared } from './route-hostname-shared';
import { routeInvalid } from './route-invalid';
import { routeListenerMissing } from './route-listener-missing';
import { routeListenerPassthrough } from './route-listener-passthrough';
import { routeListenerShared } from './route-listener-shared';
import { routeParentMissing } from './route-parent-missing';
import { routeVersionExperimental } from './route-version-experimental';
import { routeVersionUnserved } from './route-version-unserved';
import { routeWeightsZero } from './route-weights-zero';
import { routeWithoutSectionName } from './route-without-section-name';
import { samePortTwoProtocols } from './same-port-two-protocols';
import { secretNotBase64 } from './secret-not-base64';
import { secretPlaceholder } from './secret-placeholder';
import { servicePortDuplicate } from './service-port-duplicate';
import { servicePortName } from './service-port-name';
import { serviceSelectsNothing } from './service-selects-nothing';
import { serviceSelectsSilentWorkload } from './service-selects-silent-workload';
import { serviceSelectsUnequalWorkloads } from './service-selects-unequal-workloads';
import { serviceWithoutPorts } from './service-without-ports';
import { sharedIpKeyDiffers } from './shared-ip-key-differs';
import { sharedIpLeaseDiffers } from './shared-ip-lease-differs';
import { sharedIpNamespaceNotAllowed } from './shared-ip-namespace-not-allowed';
import { sharedIpPolicyMixed } from './shared-ip-policy-mixed';
import { sharedIpPortOverlap } from './shared-ip-port-overlap';
import { statefulSetServiceMissing } from './statefulset-service-missing';
import { statefulSetServiceUnrelated } from './statefulset-service-unrelated';
import { streamDictionaryFull } from './stream-dictionary-full';
import { streamKeyDuplicate } from './stream-key-duplicate';
import { streamKeyInvalid } from './stream-key-invalid';
import { streamKeyNotCanonical } from './stream-key-not-canonical';
import { streamKeyOutOfRange } from './stream-key-out-of-range';
import { streamKeyUnquoted } from './stream-key-unquoted';
import { streamMapMissing } from './stream-map-missing';
import { streamMapNotRead } from './stream-map-not-read';
import { streamPortMissing } from './stream-port-missing';
import { streamPortReserved } from './stream-port-reserved';
import { streamProxyPart } from './stream-proxy-part';
import { streamProxyUdp } from './stream-proxy-udp';
import { streamServiceMissing } from './stream-service-missing';
import { streamUpstreamCollision } from './stream-upstream-collision';
import { streamValueInvalid } from './stream-value-invalid';
import { targetPortNameMissing } from './target-port-name-missing';
import { targetPortNamePartial } from './target-port-name-partial';
import { targetPortProtocol } from './target-port-protocol';
import { targetPortUndeclared } from './target-port-undeclared';
import { traefikCrossNamespace } from './traefik-cross-namespace';
import { traefikEntryPointMissing } from './traefik-entry-point-missing';
import { traefikEntryPointNotExposed } from './traefik-entry-point-not-exposed';
import { traefikEntryPointShared } from './traefik-entry-point-shared';
import { traefikEntryPointsAbsent } from './traefik-entry-points-absent';
import { traefikRoutesOverwrite } from './traefik-routes-overwrite';
import { traefikServiceMissing } from './traefik-service-missing';
import { traefikServicePortMissing } from './traefik-service-port-missing';
import { traefikSniWithoutTls } from './traefik-sni-without-tls';
import { volumeKeyMissing } from './volume-key-missing';
import { volumeSourceMissing } from './volume-source-missing';
import { workloadSelectorMismatch } from './workload-selector-mismatch';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  azureRules,
  containerPortClash,
  containerPortNameTwice,
  controllerEndOfLife,
  controllerFlagTwice,
  controllerNotWatching,
  controllerPortNotListening,
  controllerServicePortMissing,
  gatewayTooManyListeners,
  hostPortClash,
  hostPortContended,
  hostPortMismatch,
  lastAppliedTooLarge,
  listenerConflict,
  listenerInvalid,
  listenerPortMoved,
  listenerPortReserved,
  listenerSetNotAllowed,
  listenerSetParentMissing,
  mixedProtocolLoadBalancer,
  networkPolicyBlocks,
  nlbListeners,
  nodePortRange,
  nodePortTaken,
  nodePortsExhausted,
  objectDuplicate,
  objectInTwoFiles,
  portOutOfRange,
  portProtocolUnknown,
  proxyProtocolMaybeNotRead,
  proxyProtocolNotRead,
  routeBackendExternalName,
  routeBackendMissing,
  routeBackendPortMissing,
  routeGrantMissing,
  routeHostnameMismatch,
  routeHostnameShared,
  routeInvalid,
  routeListenerMissing,
  routeListenerPassthrough,
  routeListenerShared,
  routeParentMissing,
  routeVersionExperimental,
  routeVersionUnserved,
  routeWeightsZero,
  routeWithoutSectionName,
  samePortTwoProtocols,
  secretNotBase64,
  secretPlaceholder,
  servicePortDuplicate,
  servicePortName,
  serviceSelectsNothing,
  serviceSelectsSilentWorkload,
  serviceSelectsUnequalWorkloads,
  serviceWithoutPorts,
  sharedIpKeyDiffers,
  sharedIpLeaseDiffers,
  sharedIpNamespaceNotAllowed,
  sharedIpPolicyMixed,
  sharedIpPortOverlap,
  statefulSetServiceMissing,
  statefulSetServiceUnrelated,
  streamDictionaryFull,
  streamKeyDuplicate,
  streamKeyInvalid,
  streamKeyNotCanonical,
  streamKeyOutOfRange,
  streamKeyUnquoted,
  streamMapMissing,
  streamMapNotRead,
  streamPortMissing,
  streamPortReserved,
  streamProxyPart,
  streamProxyUdp,
  streamServiceMissing,
  streamUpstreamCollision,
  streamValueInvalid,
  targetPortNameMissing,
  targetPortNamePartial,
  targetPortProtocol,
  targetPortUndeclared,
  traefikCrossNamespace,
  traefikEntryPointMissing,
  traefikEntryPointNotExposed,
  traefikEntryPointShared,
  traefikEntryPointsAbsent,
  traefikRoutesOverwrite,
  traefikServiceMissing,
  traefikServicePortMissing,
  traefikSniWithoutTls,
  volumeKeyMissing,
  volumeSourceMissing,
  workloadSelectorMismatch,
];
