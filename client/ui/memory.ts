/** What this device remembers of a person. A browser that keeps nothing is no reason to fail. */
export interface Memory {
  read(key: 'name'): string;
  write(key: 'name', value: string): void;
}

export function createMemory(storage: () => Storage): Memory {
  return {
    read(key) {
      try {
        return storage().getItem(`parley.${key}`) ?? '';
      } catch {
        return '';
      }
    },
    write(key, value) {
      try {
        storage().setItem(`parley.${key}`, value);
      } catch {
        // Private windows and full disks: the name is asked for again next time.
      }
    },
  };
}
