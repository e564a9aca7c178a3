import { StreamProblemKind } from '../../controllers/ingress-nginx/stream-map';
import { streamProblemRule } from './support-stream';

/** `strconv.Atoi` takes leading zeros and a plus sign. */
export const streamKeyNotCanonical = streamProblemRule({
  id: 'stream-key-not-canonical',
  severity: 'warning',
  summary: 'a key of a tcp- or udp-services map that is not written as the number that it is read as',
  kind: StreamProblemKind.KEY_NOT_CANONICAL,
  part: 'key',
  consequence: () => ', and beside a key for the same port it would stop nginx',
  // Where that is so, the pair has a finding of its own.
  only: (problem, { data }) => Object.keys(data).filter((key) => Number(key) === Number(problem.key)).length === 1,
});
