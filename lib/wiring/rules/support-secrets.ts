import { mapAt } from '../../model/plain';
import { Manifest } from '../manifest';

const PLACEHOLDER =
  /\bREPLACE[-_ ]?(ME|THIS|WITH)|\bCHANGE[-_]?ME\b|\bPLACEHOLDER\b|\bYOUR[-_][A-Z0-9_-]+|\bTO[-_]?DO\b|^<[^<>]+>$|^x{4,}$/i;

/**
 * What another tool exchanges before Kubernetes sees it: SOPS, vals, Bank-Vaults, the Vault plugin of Argo CD, shells and templates.
 */
const FILLED_IN = /\$|\{\{|^ENC\[|^ref\+|^vault:|^<path:|^#\{.+\}|^\(\(.+\)\)$|^__.+__$|^%.+%$|^@.+@$/;
const VAULT_PLUGIN = 'avp.kubernetes.io/path';

/** Whether a value of a Secret is not yet what Kubernetes will get. */
export function isFilledIn(secret: Manifest, text: string): boolean {
  const annotations = mapAt(mapAt(secret.object, 'metadata'), 'annotations');
  return FILLED_IN.test(text.trim()) || (/<[^<>]+>/.test(text) && Object.hasOwn(annotations, VAULT_PLUGIN));
}

/** A text that somebody still has to replace. */
export function isPlaceholder(text: string): boolean {
  return text.length < 200 && PLACEHOLDER.test(text.trim());
}

/** As Go's decoder takes it: the standard alphabet, padded, line breaks left out. */
export function isBase64(value: string): boolean {
  const text = value.replace(/[\r\n]/g, '');
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
