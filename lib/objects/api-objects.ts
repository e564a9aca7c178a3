import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { isPlainObject, mergeDeep, PlainObject } from '../model/plain';

/**
 * Adds a manifest to the chart as a raw `ApiObject`: it prints every field that it holds, and `addJsonPatch` reaches
 * every path. The typed classes of cdk8s-plus-27 render the manifest (`KubeService.manifest({...})`), but an object
 * of such a class would drop each field and each patch that Kubernetes 1.27 does not know.
 */
export function addObject(scope: Construct, id: string, manifest: PlainObject, overrides: PlainObject = {}): ApiObject {
  const { apiVersion, kind, metadata, ...rest } = mergeDeep(manifest, overrides);
  const given = isPlainObject(metadata) ? metadata : {};
  const object = new ApiObject(scope, id, { ...rest, apiVersion: String(apiVersion), kind: String(kind), metadata: given });
  // cdk8s writes the chart's namespace into every object that names none, cluster-wide ones too, and a name into every object.
  if (given.namespace === undefined && object.chart.namespace !== undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
  if (given.name === undefined) {
    object.addJsonPatch(JsonPatch.remove('/metadata/name'));
  }
  return object;
}
