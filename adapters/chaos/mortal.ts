/** Ends this process at once, as a power cut would: nothing is tidied up. */
export type Doom = () => void;

/**
 * The same object, with a moment before and after each call at which the process may end. Random kills from outside
 * rarely hit the few microseconds between a post and its note; these do.
 */
export function mortal<Port extends object>(port: Port, doom: Doom): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: readonly unknown[]) => {
        doom();
        const result: unknown = await Reflect.apply(member, target, args);
        doom();
        return result;
      };
    },
  });
}
