import type { Person } from './person.ts';

const SECRET = 'open sesame';

export async function openDirectory(person: Person, url: string | null): Promise<void> {
  await person.tab.goto(`${url}/`);
  await person.tab.press('button', 'Call by name');
  await person.sees('Be reachable by name');
}

/** By a secret that no other test has. */
export async function becomeReachable(
  person: Person,
  url: string | null,
  name: string,
): Promise<void> {
  await openDirectory(person, url);
  await person.tab.fill('Name', name);
  // What is hidden has no role that a test could go by.
  await person.tab.evaluate((secret) => {
    const field = document.querySelector<HTMLInputElement>('input[type=password]');
    if (field) field.value = secret;
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  }, SECRET);
  await person.tab.press('switch', 'Everybody on this server may see that I am reachable');
  await person.tab.press('button', 'Be reachable');
  await person.sees(`You are reachable as ${name.toLowerCase()}`);
}

/** Before everything else, and with the focus in it. */
export async function isAsked(person: Person, title: string): Promise<void> {
  await person.tab.until(
    title,
    (text) => {
      const dialog = document.querySelector('dialog[open]');
      const hasFocus = dialog?.contains(document.activeElement) === true;
      return hasFocus && dialog?.querySelector('h2')?.textContent === text;
    },
    title,
  );
}

/** Neither rings nor is rung for. */
export async function isLeftAlone(person: Person): Promise<void> {
  await person.tab.until('no dialog', () => !document.querySelector('dialog'), null);
}

/** The device has forgotten the secret. */
export async function keepsNoSecret(person: Person): Promise<void> {
  await person.tab.until(
    'a device without the secret',
    (secret) => !JSON.stringify(localStorage).includes(secret),
    SECRET,
  );
}
