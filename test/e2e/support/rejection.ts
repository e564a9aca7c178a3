/** The message with which a promise fails; fails where it does not. Errors of node are no `Error` of jest's realm. */
export async function messageOfRejection(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ message: (error as Error).message }),
  );
  if ('message' in outcome) {
    return outcome.message;
  }
  throw new Error(`expected to fail, and gave ${JSON.stringify(outcome.value)}`);
}
