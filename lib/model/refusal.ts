/** What is thrown for a mistake of the person who calls us: one sentence, to be read without a stack trace. */
export class Refusal extends Error {}
// Node prints the class before a message, and to its reader this is an error like any other.
Object.defineProperty(Refusal, 'name', { value: 'Error' });

/** Where a refusal happened: whatever has a path in the construct tree. */
interface Place {
  readonly node: { readonly path: string };
}

/**
 * Runs `body`. A refusal inside gets the path of the construct in front, and a stack trace that begins where the user
 * called `entry`, so that the first line under the message is his own.
 */
export function refusedAt<T>(entry: object, place: Place | undefined, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof Refusal) {
      error.message = place === undefined ? error.message : `${place.node.path}: ${error.message}`;
      Error.captureStackTrace(error, entry as () => void);
    }
    throw error;
  }
}

/** A construct that is being made: refused, it leaves its parent again, so that nothing half-made is left behind. */
interface Unfinished {
  readonly node: {
    readonly path: string;
    readonly id: string;
    readonly scope?: { readonly node: { tryRemoveChild(id: string): boolean } };
  };
}

/** As `refusedAt`, in a constructor. */
export function refusedWhenMade<T>(entry: object, made: Unfinished, body: () => T): T {
  try {
    return refusedAt(entry, made, body);
  } catch (error) {
    made.node.scope?.node.tryRemoveChild(made.node.id);
    throw error;
  }
}

/** Remembers where the user called `entry`. Cheap: the text is made only when somebody reads it. */
export function placeOfCall(entry: object): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  const place = new Error();
  Error.captureStackTrace(place, entry as () => void);
  Error.stackTraceLimit = limit;
  return place;
}

/** The remembered place as `file:line:column`. */
export function describePlace(place: Error): string {
  const frame = place.stack?.split('\n')[1]?.trim() ?? '';
  return frame.replace(/^at (?:async )?/, '').replace(/^.*\((.*)\)$/, '$1') || 'an unknown place';
}
