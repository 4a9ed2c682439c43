/** What people mean as an address: up to a blank, without the mark that ends their sentence. */
const ADDRESS = /https?:\/\/[^\s<>"]+/gi;
const ENDING = /[.,;:!?'")\]}»]+$/;

/** Text as it was typed. Addresses of pages can be followed, and are told nothing of where one comes from. */
export function LinkedText({ text }: { readonly text: string }) {
  const parts = partsOf(text);
  return (
    <p dir="auto">
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <a href={part} target="_blank" rel="noopener noreferrer nofollow ugc" key={index}>
            {part}
          </a>
        ),
      )}
    </p>
  );
}

/** Text and addresses in turn, beginning with text. */
export function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(ENDING, '');
    if (!URL.canParse(address)) continue;
    parts.push(text.slice(from, index), address);
    from = index + address.length;
  }
  return [...parts, text.slice(from)];
}
