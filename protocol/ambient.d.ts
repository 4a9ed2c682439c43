// valibot's own types name these two, and this folder sees neither a browser nor Node.
interface Blob {}
interface File extends Blob {}
