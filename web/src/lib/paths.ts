/** Addresses of things of the record. */

/** The page of a thing by its id; the first letter tells what it is. */
export function pathOf(id: string): string {
  if (id.startsWith('sha256:')) {
    return sourcePath(id);
  }
  switch (id[0]) {
    case 'e':
      return `/events/${id}`;
    case 'p':
      return `/people/${id}`;
    case 'c':
      return `/conflicts/${id}`;
    case 'g':
      return `/agreements?id=${id}`;
    case 'q':
      return `/figures?id=${id}`;
    case 's':
      return `/statements?id=${id}`;
    default:
      return `/events/${id}`;
  }
}

/** A source, opened at words of it. */
export function sourcePath(id: string, start?: number, end?: number): string {
  const at = start === undefined || end === undefined ? '' : `?at=${start}-${end}`;
  return `/sources/${id}${at}`;
}

/** The last part of a path or address, which is how people know a source. */
export function shortName(origin: string): string {
  const bare = origin.replace(/[?#].*$/, '').replace(/[/\\]+$/, '');
  return bare.split(/[/\\]/).pop() || origin;
}
