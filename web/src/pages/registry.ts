/** All pages: whatever lies in a folder of its own here with a `page.ts`. */
import type { Page } from './define';

const found = import.meta.glob<Page>('./*/page.ts', { import: 'default', eager: true });

export const PAGES: readonly Page[] = Object.values(found).sort((left, right) => (left.order ?? 99) - (right.order ?? 99));

export const GROUPS = ['read', 'check', 'make'] as const;

/** The page of an address, with the words of the address. */
export function pageAt(path: string): { page: Page; params: Record<string, string> } | null {
  const parts = split(path);
  for (const page of PAGES) {
    const params = fit(split(page.path), parts);
    if (params) {
      return { page, params };
    }
  }
  return null;
}

function split(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function fit(pattern: string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) {
    return null;
  }
  const params: Record<string, string> = {};
  for (const [index, word] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (word.startsWith(':')) {
      try {
        params[word.slice(1)] = decodeURIComponent(part);
      } catch {
        return null;
      }
    } else if (word !== part) {
      return null;
    }
  }
  return params;
}
