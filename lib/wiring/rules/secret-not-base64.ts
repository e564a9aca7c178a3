import { mapAt } from '../../model/plain';
import { objectText } from '../manifest';
import { Rule } from '../rule';
import { at } from './support';
import { isBase64, isFilledIn, isPlaceholder } from './support-secrets';

/** `data` of a Secret is Base64 with padding; line breaks are allowed. The values themselves never stand in a message: they may be secret. */
export const secretNotBase64: Rule = {
  id: 'secret-not-base64',
  severity: 'error',
  summary: 'a value in `data` of a Secret that is not Base64, which Kubernetes refuses',
  check(graph, report) {
    for (const manifest of graph.ofKind('Secret')) {
      for (const [key, value] of Object.entries(mapAt(manifest.object, 'data'))) {
        if (typeof value === 'number' || typeof value === 'boolean') {
          report({
            message: `"${key}" in data of ${objectText(manifest)} is a ${typeof value} and no text, which Kubernetes refuses`,
            fix: 'encode it in Base64, or put it in quotes under stringData',
            place: at(manifest, ['data', key]),
          });
          continue;
        }
        if (typeof value !== 'string' || isBase64(value) || isFilledIn(manifest, value)) {
          continue;
        }
        const placeholder = isPlaceholder(value);
        report({
          message: `"${key}" in data of ${objectText(manifest)} is not Base64${placeholder ? ' but a placeholder' : ''}, which Kubernetes refuses`,
          fix: placeholder ? 'put the real value there, in Base64' : 'encode it, or move the plain text to stringData',
          place: at(manifest, ['data', key]),
        });
      }
    }
  },
};
