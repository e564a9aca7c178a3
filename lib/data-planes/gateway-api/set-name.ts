import { ListenerBlock } from './listeners';

/** `edge-10016-10047`: the block of ports is in the name, so that it says what belongs in it. */
export function setName(gateway: string, { firstPort, lastPort }: ListenerBlock): string {
  return `${gateway}-${firstPort}-${lastPort}`;
}
