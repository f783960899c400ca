/** What a page says of itself, in `pages/NAME/page.ts`. */
import type { Component } from 'svelte';

/** Words of the address: `/people/:id` gives `{ id }`. */
export type PageProps = { params: Record<string, string> };

export interface Page {
  /** Its name: the messages `page-NAME` (in the navigation and the title) and `page-NAME-hint` belong to it. */
  name: string;
  /** Its address; a part that begins with `:` stands for any word. */
  path: string;
  /** Where it stands in the navigation; nothing for pages of a single thing. */
  group?: 'read' | 'check' | 'make';
  /** Its place in its group. */
  order?: number;
  /** The letter behind `g` that leads to it. */
  key?: string;
  /** Only for those who may write. */
  editors?: boolean;
  /** The component, loaded when the page is opened; it may take `PageProps`. */
  load: () => Promise<{ default: Component<any> }>;
}

export function definePage(page: Page): Page {
  return page;
}
