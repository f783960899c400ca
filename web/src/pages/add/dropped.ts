/** The files of a drop, folders opened to their depth. */

/** No more than this from one drop: who has more uses the program itself. */
const MOST = 5000;

export async function dropped(transfer: DataTransfer | null): Promise<File[]> {
  if (!transfer) {
    return [];
  }
  // The entries are there only until the first pause.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const loose = [...transfer.files];
  if (entries.every((entry) => entry === null || entry.isFile)) {
    return loose;
  }
  const files: File[] = [];
  const open = entries.filter((entry) => entry !== null);
  while (open.length > 0 && files.length < MOST) {
    const entry = open.shift();
    if (entry?.isFile) {
      files.push(await fileOf(entry as FileSystemFileEntry));
    } else if (entry?.isDirectory) {
      open.push(...(await inside(entry as FileSystemDirectoryEntry)));
    }
  }
  return files;
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((done, fail) => entry.file(done, fail));

/** A folder gives its entries a hundred at a time. */
async function inside(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0 || all.length > MOST) {
      return all.sort((left, right) => left.name.localeCompare(right.name));
    }
    all.push(...some);
  }
}
