/** At once where it can be: with the memory store nothing waits, and order is the order of calls. */
export type MaybePromise<T> = T | Promise<T>;

export function after<T, U>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<U>,
): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
